package org.gridauthz.loadtest.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command in its short form, on real clusters. What is fast is for a quiet machine to say; what is seen, for every one. */
@Tag("cluster")
class ConsistencyCostTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"GROUP, 6", "GALERA, 5"})
    void noReadMissesWhatItsSettingPromisesToShow(String engine, int settings) {
        Path json = directory.resolve("costs.json");

        int exit = new CommandLine(new ConsistencyCost())
                .execute("--short", "--engine", engine, "--json", json.toString());

        JsonNode costs = new JsonMapper().readTree(json).at("/figures/costs");
        assertThat(exit).as("%s", costs).isZero();
        assertThat(costs).hasSize(2 * settings).allSatisfy(cost -> {
            assertThat(cost.path("engine").asString()).isEqualTo(engine);
            assertThat(cost.path("rounds").asInt()).isEqualTo(40);
            assertThat(cost.path("writeMedian").asDouble()).isPositive();
            assertThat(cost.path("readMedian").asDouble()).isPositive();
            if (cost.path("promises").asBoolean()) {
                assertThat(cost.path("missed").asInt(-1)).as("%s", cost).isZero();
            }
        });
    }
}
