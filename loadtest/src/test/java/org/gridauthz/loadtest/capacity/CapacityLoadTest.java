package org.gridauthz.loadtest.capacity;

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

/** The command itself, in its short form. What it finds on a busy machine is nobody's promise; that it measures each kind of call is. */
@Tag("slow")
@Timeout(300)
class CapacityLoadTest {
    @TempDir
    Path directory;

    @Test
    void eachKindOfCallIsMeasuredBesideItsBaseline() throws Exception {
        Path json = directory.resolve("figures.json");
        Path html = directory.resolve("report.html");
        int exit = new CommandLine(new CapacityLoad())
                .execute(
                        "--short",
                        "--json",
                        json.toString(),
                        "--html",
                        html.toString(),
                        "--server-processors",
                        "",
                        "--loader-processors",
                        "");
        assertThat(exit).as("0, or 1 where nothing held").isBetween(0, 1);
        JsonNode lines = new JsonMapper().readTree(Files.readString(json)).at("/figures/lines");
        assertThat(lines).hasSize(6).allSatisfy(line -> {
            assertThat(line.path("closedLoop").asDouble()).isPositive();
            if (!line.path("baseline").asString().isEmpty()) {
                assertThat(line.at("/compared/ratio").asDouble()).isPositive();
            }
        });
        assertThat(html).content().contains("plan the next server");
    }
}
