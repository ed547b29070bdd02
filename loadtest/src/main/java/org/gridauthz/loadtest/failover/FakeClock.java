package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The clock of one instance, by libfaketime: what it takes for the time of day is a file's. Its monotonic clock is left alone, as a jump leaves it. */
final class FakeClock {
    private FakeClock() {}

    /** What the instance is started with; its clock is right until {@link #step}. */
    static Map<String, String> environment(Scene scene) throws IOException {
        step(scene, "+0");
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file(scene).toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_DONT_RESET",
                "1");
    }

    /** Puts its clock ahead of everybody's, or back. */
    static void step(Scene scene, String ahead) throws IOException {
        Path fresh = Files.writeString(file(scene).resolveSibling("clock.new"), ahead + "\n");
        Files.move(fresh, file(scene), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(Scene scene) {
        return scene.scratch().resolve("clock-" + scene.host());
    }

    /** Whether Debian's faketime is installed. */
    static boolean here() {
        try {
            return Files.exists(library());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path library() throws IOException {
        try (Stream<Path> found = Files.find(
                Path.of("/usr/lib"), 4, (file, attributes) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst().orElseThrow(() -> new IOException("install faketime: there is no libfaketime"));
        }
    }
}
