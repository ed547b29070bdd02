package org.gridauthz.changes.instances.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a process listens, said so that no two processes can be there at once: this start of the kernel, this network name space, this port. A
 * process that got the port proves that the one before it there is gone. A host's name would not do: two containers may have the same.
 */
public final class Place {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NETWORK = Path.of("/proc/self/ns/net");

    private Place() {}

    /** @return null for port 0 and where the kernel does not tell */
    public static @Nullable String of(String service, int port) {
        if (port == 0) {
            return null;
        }
        try {
            return service + " " + Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NETWORK) + " " + port;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
