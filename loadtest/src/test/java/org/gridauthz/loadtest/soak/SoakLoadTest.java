package org.gridauthz.loadtest.soak;

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

/** The command itself, in its short form. In half a minute caches still fill, so of the heap it is only said what it was. */
@Tag("slow")
@Timeout(300)
class SoakLoadTest {
    @TempDir
    Path directory;

    @Test
    void threadsAndHandlesStayAsTheyWere() throws Exception {
        Path json = directory.resolve("figures.json");
        int exit = new CommandLine(new SoakLoad())
                .execute("--short", "--server-processors", "", "--loader-processors", "", "--json", json.toString());
        assertThat(exit).isBetween(0, 1);
        JsonNode figures = new JsonMapper().readTree(Files.readString(json)).path("figures");
        assertThat(figures.path("states").size()).isGreaterThanOrEqualTo(6);
        assertThat(figures.at("/flatness/0/early").asDouble()).isPositive();
        for (int quantity : new int[] {1, 2}) {
            assertThat(figures.at("/flatness/" + quantity + "/change").asDouble())
                    .as(figures.at("/flatness/" + quantity + "/what").asString())
                    .isBetween(-0.25, 0.25);
        }
    }
}
