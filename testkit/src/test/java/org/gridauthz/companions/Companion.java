package org.gridauthz.companions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.clients.ClientRun;

/** A file of deploy/companions with the paths and ports of a test in place of a site's. */
final class Companion {
    private static final Path FOLDER = Path.of("../deploy/companions");

    private Companion() {}

    /** @param replacements each even one is replaced by the next; it must be there, or the test would test something else */
    static Path at(Path to, String file, String... replacements) {
        try {
            String text = Files.readString(FOLDER.resolve(file));
            for (int i = 0; i < replacements.length; i += 2) {
                assertThat(text).contains(replacements[i]);
                text = text.replace(replacements[i], replacements[i + 1]);
            }
            Files.writeString(to, text);
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Other users' daemons may look into this folder. */
    static Path open(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs lines of shell in a network of their own, where every port is free, and answers what they said. */
    static String alone(Path folder, Map<String, String> environment, String script) {
        ClientRun ran = ClientRun.of(
                environment,
                List.of(
                        "unshare",
                        "--net",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "bash",
                        "-euc",
                        "cd " + folder
                                + "; ip link set lo up; until_so() { for _ in $(seq 400); do eval \"$1\" && return;"
                                + " sleep 0.1; done; echo \"never: $1\"; return 1; }\n" + script));
        assertThat(ran.exit()).as(ran.output()).isZero();
        return ran.output();
    }
}
