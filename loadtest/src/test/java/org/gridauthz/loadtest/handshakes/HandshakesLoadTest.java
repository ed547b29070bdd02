package org.gridauthz.loadtest.handshakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command itself, in its short form. */
@Tag("slow")
@Timeout(300)
class HandshakesLoadTest {
    @TempDir
    Path directory;

    @Test
    void fullAndResumedHandshakesStandBesideOpenssl() throws Exception {
        Path json = directory.resolve("figures.json");
        int exit = new CommandLine(new HandshakesLoad())
                .execute(
                        "--short",
                        "--provider",
                        "fast",
                        "--host-key",
                        "ec",
                        "--json",
                        json.toString(),
                        "--server-processors",
                        "",
                        "--loader-processors",
                        "");
        assertThat(exit).isZero();
        JsonNode lines = new JsonMapper().readTree(Files.readString(json)).at("/figures/lines");
        assertThat(lines)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(line -> assertThat(line.path("ours").asDouble()).isPositive());
    }
}
