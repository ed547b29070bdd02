package org.gridauthz.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    @Test
    void thePageNeedsNothingBesideItAndNoTextInItIsMarkup() throws Exception {
        Report report = new Report("tsunami </script><b>");
        report.say(new Table("Ratios", List.of("shape", "p99"), List.of(List.of("<i>kept</i>", "1.2"))));
        report.note("1 < 2");
        report.draw(Plot.tails(
                "tails", List.of(new Plot.Curve("</script>", List.of(List.of(1.0, 2.0), List.of(100.0, 5.0))))));
        String page = report.html();
        assertThat(page)
                .contains("uPlot", "&lt;i&gt;kept", "1 &lt; 2", "\\u003c/script>")
                .doesNotContain("<i>kept", "src=", "href=");
        assertThat(page.split("</script>", -1)).as("two scripts end").hasSize(3);
    }

    @Test
    void theJsonHoldsMachineFiguresAndTables() {
        Report report = new Report("capacity --short");
        report.figure("perDay", 5);
        report.say(new Table("t", List.of("a"), List.of(List.of("b"))));
        JsonNode json = new JsonMapper().readTree(report.json());
        assertThat(json.at("/figures/perDay").asInt()).isEqualTo(5);
        assertThat(json.at("/tables/0/rows/0/0").asString()).isEqualTo("b");
        assertThat(json.at("/machine/processors").asString()).isNotEmpty();
    }

    @Test
    void columnsOfATableStandUnderEachOther() {
        assertThat(new Table("t", List.of("a", "b"), List.of(List.of("long", "1"), List.of("x", "22"))).text())
                .isEqualTo("t\n  a    b\n  long 1\n  x    22\n");
    }
}
