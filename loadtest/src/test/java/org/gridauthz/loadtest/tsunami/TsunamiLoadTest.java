package org.gridauthz.loadtest.tsunami;

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

/** The command itself, in its short form: every shape is played; whether bars hold in a second each is nobody's promise. */
@Tag("slow")
@Timeout(1200)
class TsunamiLoadTest {
    @TempDir
    Path directory;

    @Test
    void everyShapeIsPlayedAndABanIsWrittenInEach() throws Exception {
        Path json = directory.resolve("figures.json");
        Path html = directory.resolve("report.html");
        int exit = new CommandLine(new TsunamiLoad())
                .execute(
                        "--short",
                        "--topology",
                        "LISTENERS,INSTANCES",
                        "--usual-class",
                        "--server-processors",
                        "",
                        "--loader-processors",
                        "",
                        "--json",
                        json.toString(),
                        "--html",
                        html.toString());
        assertThat(exit).isBetween(0, 1);
        JsonNode figures = new JsonMapper().readTree(Files.readString(json)).path("figures");
        assertThat(figures).hasSize(2 * Shape.values().length).allSatisfy(scene -> {
            assertThat(scene.at("/begun/0").asDouble()).isPositive();
            assertThat(scene.path("kept samples").asInt()).isPositive();
            assertThat(scene.at("/ban/inForceMillis").asDouble())
                    .as(scene.toString())
                    .isGreaterThanOrEqualTo(0);
        });
        assertThat(html).content().contains("given back");
    }
}
