package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.loadtest.failover.FailoverLoad;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rounds of {@code loadtest/failover} in a lab that is up: two faults at once, which and where by a seed, each for seconds only. */
final class LabFailover {
    private LabFailover() {}

    /** Plays them to the end; nothing that may never happen has happened. How long it took is no bar here. */
    static void play(Lab lab, Path directory, long seed, int rounds) throws Exception {
        Path json = directory.resolve("failover.json");
        Path output = directory.resolve("failover.txt");
        Process run = lab.client(
                FailoverLoad.class,
                output,
                "--lab=" + directory.resolve("lab"),
                "--short",
                "--faults=none",
                "--rate=20",
                "--seed=" + seed,
                "--rounds=" + rounds,
                "--json=" + json);
        try {
            assertThat(run.waitFor(10, TimeUnit.MINUTES))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            run.destroyForcibly();
        }
        assertThat(json).as(Files.readString(output)).exists();
        JsonNode figures = new JsonMapper().readTree(Files.readString(json)).get("figures");
        assertThat(figures.get("ended").asBoolean())
                .as(Files.readString(output))
                .isTrue();
        assertThat(figures.get("rounds")).hasSize(rounds);
        for (JsonNode toll : figures.get("rounds")) {
            assertThat(toll.get("calls").asInt()).as("%s", toll).isPositive();
            assertThat(toll.get("whole").asBoolean()).as("%s", toll).isTrue();
            for (String never : List.of("wrong", "lost", "twice")) {
                assertThat(toll.get(never).asInt(-1)).as("%s: %s", never, toll).isZero();
            }
        }
    }
}
