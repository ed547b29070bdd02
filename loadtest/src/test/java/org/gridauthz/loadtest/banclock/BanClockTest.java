package org.gridauthz.loadtest.banclock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ban clock in its shortest form: a MySQL server, a SAZ and a GUMS, each a process of its own. Whether p99 holds is for a quiet machine to
 * say; that nothing stale is answered, and that the run without a follower fails, for every one.
 */
@Tag("slow")
class BanClockTest {
    @TempDir
    Path directory;

    private Path json() {
        return directory.resolve("figures.json");
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--operations=5",
                "--epoch-reads=0",
                "--callers=10",
                "--rate=40",
                "--services=saz,gums",
                "--instance-option=-XX:TieredStopAtLevel=1",
                "--json=" + json()));
        arguments.addAll(List.of(more));
        return new CommandLine(new BanClock()).execute(arguments.toArray(String[]::new));
    }

    private JsonNode figures() throws IOException {
        return new JsonMapper().readTree(Files.readString(json()));
    }

    @Test
    void besideARefreshOfAHundredThousandMembersNothingStaleIsAnswered() throws IOException {
        assertThat(run("--members=100000")).isIn(0, 1);
        assertThat(figures().path("figures").path("stale").asLong(-1)).isZero();
        assertThat(figures().path("memberRefreshes").asInt()).isPositive();
        assertThat(figures().path("figures").path("instances")).hasSize(2);
    }

    @Test
    void withTheGuardOffTheRunFails() throws IOException {
        assertThat(run("--without-follower")).isEqualTo(1);
        assertThat(figures().path("failures")).isNotEmpty();
    }
}
