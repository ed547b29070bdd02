package org.gridauthz.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The system's clock as other processes see it: libfaketime (Debian's package {@code libfaketime}) adds to it what stands in a file, which may
 * change while they run. Their monotonic clock goes on as it is, as when a virtual machine's clock is set.
 */
final class FakedTime {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path file;

    FakedTime(Path directory) throws IOException {
        file = directory.resolve("faked-time");
        Files.writeString(file, "+0");
    }

    /** What a process is started with. */
    Map<String, String> environment() {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("libfaketime is not installed"));
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "FAKETIME_CACHE_DURATION", "1");
    }

    /**
     * Sets it; heard within a second.
     *
     * @param by as {@code +45m}
     */
    void step(String by) throws IOException {
        Path next = Files.writeString(file.resolveSibling("faked-time.new"), by);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(file).hasContent(by);
    }
}
