package org.gridauthz.testkit.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself, without asking any name server, which may be slow or absent. */
final class HostName {
    private HostName() {}

    static String read() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.matches("[A-Za-z0-9][A-Za-z0-9.-]*") ? name : "localhost";
        } catch (IOException e) {
            return "localhost";
        }
    }
}
