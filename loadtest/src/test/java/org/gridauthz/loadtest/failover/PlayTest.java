package org.gridauthz.loadtest.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestVo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A round always comes to an end, and what it did is in the report though the run has not ended. */
class PlayTest {
    @TempDir
    Path scratch;

    private final FakeGrounds grounds = new FakeGrounds();
    private Load load;
    private Play play;

    @BeforeEach
    void begin() throws Exception {
        TestCa ca = TestCa.root("/DC=org/DC=test/CN=CA");
        TestVo vo = TestVo.of(ca, "dune", "localhost");
        People nobody = new People(ca, vo, List.of(), SSLContext.getDefault(), List.of(), List.of(), "x");
        load = new Load(grounds, nobody);
        play = new Play(grounds, load, scratch, new Random(1), true, Duration.ZERO);
    }

    @Test
    void anInstanceThatDoesNotEndInTimeIsKilledAndCounted() {
        grounds.late.add("saz on two");
        Toll toll = play.one(Fault.UPGRADE);
        assertThat(toll.whole()).isTrue();
        assertThat(toll.killed()).isEqualTo(1);
        assertThat(toll.missed()).contains("killed after TimeoutStopSec: saz on two");
        assertThat(List.of(toll.lost(), toll.twice())).containsOnly(0);

        grounds.late.clear();
        assertThat(play.one(Fault.UPGRADE).killed())
                .as("each round has its own")
                .isZero();
    }

    @Test
    void aRoundThatFailsIsAFailedRoundAndTheNextOneGoesOn() {
        grounds.endless.add("gums on two");
        Toll toll = play.one(Fault.UPGRADE);
        assertThat(toll.whole()).isFalse();
        assertThat(toll.missed())
                .singleElement()
                .asString()
                .contains("did not come to its end", "gums on two does not end");
        assertThat(List.of(toll.lost(), toll.twice())).as("nobody looked").containsOnly(-1);

        grounds.endless.clear();
        grounds.dead.addAll(List.of("mysqld on witness", "haproxy on one"));
        assertThat(play.heal()).isTrue();
        assertThat(grounds.dead).isEmpty();
        assertThat(grounds.asked).contains("join two", "CONT gums on two", "CONT mysqld on witness");
        assertThat(play.one(Fault.UPGRADE).whole()).isTrue();
    }

    @Test
    void aReportOfARunThatGoesOnSaysSo() throws Exception {
        Path json = scratch.resolve("report.json");
        Path html = scratch.resolve("report.html");
        List<Toll> tolls = List.of(play.one(Fault.UPGRADE));
        Report report = new Report("failover");

        Report draft = report.draft();
        assertThat(new Telling(draft, false).tell(tolls, load)).isFalse();
        draft.write(json, html);
        JsonNode figures = new JsonMapper().readTree(json).path("figures");
        assertThat(figures.path("ended").asBoolean(true)).isFalse();
        assertThat(figures.path("rounds")).hasSize(1);
        assertThat(html).content().contains("THIS RUN HAS NOT ENDED");

        new Telling(report, true).tell(tolls, load);
        report.write(json, html);
        assertThat(new JsonMapper().readTree(json).at("/figures/ended").asBoolean())
                .isTrue();
        assertThat(html).content().doesNotContain("HAS NOT ENDED");
        try (var files = Files.list(scratch)) {
            assertThat(files).containsExactlyInAnyOrder(json, html);
        }
    }
}
