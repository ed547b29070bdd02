package org.gridauthz.loadtest.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two commands about bans as somebody types them, in their short form: they run to the end, and say what they found in both ways. */
@Tag("slow")
class BanCommandsTest {
    @TempDir
    Path directory;

    private record Ran(int exit, String text, JsonNode json) {}

    /** @param command of this module */
    private Ran run(String command, String... arguments) throws IOException, InterruptedException {
        Path json = directory.resolve(command + ".json");
        Path text = directory.resolve(command + ".txt");
        List<String> all =
                new ArrayList<>(List.of(Path.of(command).toAbsolutePath().toString(), "--short", "--json=" + json));
        all.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(text.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "LOADTEST_CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(text, UTF_8);
        assertThat(json).as(said).exists();
        return new Ran(process.exitValue(), said, new JsonMapper().readTree(Files.readString(json)));
    }

    @Test
    void whatBansCostIsToldAsTextAndAsJson() throws Exception {
        Ran ran = run("bans");
        assertThat(ran.exit()).as(ran.text()).isZero();
        assertThat(ran.text())
                .contains("100000 bans: rows ", "of processor time, heap ", "; 100000 in the index")
                .containsPattern("(?m)^100 +\\d+ +\\d+ +\\d+\\.\\d\\d +\\d+ +\\d+\\.\\d\\d$")
                .containsPattern("(?m)^10000 ");
        assertThat(ran.json().path("short").asBoolean()).isTrue();
        assertThat(ran.json().at("/load/bans").asInt()).isEqualTo(100_000);
        assertThat(ran.json().at("/load/heapMegabytes").asInt()).isPositive();
        assertThat(ran.json().path("decisions")).hasSize(2).allSatisfy(one -> {
            assertThat(one.path("mapGet").asDouble()).isPositive();
            assertThat(one.path("bannedRatio").asDouble())
                    .isEqualTo(
                            one.path("banned").asDouble() / one.path("mapGet").asDouble());
            assertThat(one.path("permittedRatio").asDouble()).isPositive();
        });
    }

    /** Whether it kept its promise is for a quiet machine to say; nothing stale, for every one. */
    @Test
    void theBanClockIsToldAsTextAndAsJson() throws Exception {
        Ran ran = run(
                "ban-clock",
                "--operations=5",
                "--callers=10",
                "--rate=40",
                "--services=saz,gums",
                "--instance-option=-XX:TieredStopAtLevel=1");
        assertThat(ran.exit()).as(ran.text()).isIn(0, 1);
        assertThat(ran.text()).contains("from 201 to the last answer by what was before, ms:", "saz", "gums");
        assertThat(ran.json().at("/figures/stale").asLong(-1)).isZero();
        assertThat(ran.json().at("/figures/instances")).hasSize(2);
        assertThat(ran.exit() == 0).isEqualTo(ran.json().path("failures").isEmpty());
    }
}
