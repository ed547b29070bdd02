package org.gridauthz.community.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gridauthz.community.Communities;
import org.gridauthz.community.Community;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommunitiesReaderTest {
    @Test
    void theSampleHasTheSixRows() throws Exception {
        Communities read = good(Files.readString(Path.of("../deploy/sample/communities.yaml")));
        assertThat(read.all())
                .extracting(Community::name)
                .containsExactly("gateways", "cdf-worker", "cdf-gate", "d0", "cms", "other");
        assertThat(read.fallback().name()).isEqualTo("other");
        assertThat(read.all().stream().mapToInt(Community::weight).sum()).isEqualTo(100);
        Community cms = read.all().get(4);
        assertThat(cms.listener()).isNotNull();
        assertThat(cms.listener().portOf("saz")).isEqualTo(8464);
        assertThat(cms.listener().portOf("voms")).isNull();
        assertThat(cms.limits().queue()).isEqualTo(512);
        assertThat(read.all().get(1).limits().deadline()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsLeftOutIsAsDocumented() {
        Communities read = good("format: 1\ncommunities:\n  - {name: a, listener: {port: 8450}}\n");
        assertThat(read.fallback()).isEqualTo(Community.everybody());
        assertThat(read.all()).hasSize(2);
        Community a = read.all().getFirst();
        assertThat(a.weight()).isEqualTo(1);
        assertThat(a.limits()).isEqualTo(Community.Limits.USUAL);
        assertThat(a.listener().name()).isEqualTo("a");
        assertThat(a.listener().portOf("anything")).isEqualTo(8450);
        assertThat(read.refusals()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'format: 2'                                                  | line 1: format: 1 is expected",
                "'format: 1\ncolour: red'                                     | line 2: colour: unknown field",
                "'format: 1\ndefault: x'                                      | line 1: default: there is no community",
                "'format: 1\ncommunities:\n- {name: a}\n- {name: a}'          | line 1: the name a is taken",
                "'format: 1\ncommunities:\n- {name: a, weight: 0}'            | line 3: a weight lies between",
                "'format: 1\ncommunities:\n- {name: A}'                       | line 3: a name has 1 to 20",
                "'format: 1\ncommunities:\n- {name: admin}'                   | line 1: the name admin is taken",
                "'format: 1\n"
                        + "communities:\n"
                        + "- {name: a, weight: -3}'           | line 3: weight: a whole number is expected (-3)",
                "'format: 1\ncommunities:\n- name: a\n  networks: [10.0.0.1/8]' | line 4: networks: it has bits set",
                "'format: 1\ncommunities:\n- name: a\n  networks: [example.org]' | line 4: networks: not an IPv4",
                "'format: 1\ncommunities:\n- name: a\n  hosts: [\"?x\"]'          | line 4: hosts: not a host pattern",
                "'format: 1\ncommunities:\n- name: a\n  deadline: 3h'         | line 4: deadline: a time such as",
                "'format: 1\ncommunities:\n- name: a\n  deadline: 1ms'        | line 3: deadline lies between",
                "'format: 1\ncommunities:\n- name: a\n  waiting: 40'          | line 3: threads are at least 2",
                "'format: 1\ncommunities:\n- name: a\n  listener: {}'         | line 4: port: missing",
                "'format: 1\ncommunities:\n- {name: a, name: b}'              | line 3: name: given twice",
                "'format: 1\ncommunities: &x\n- *x'                           | line",
                "'format: 1\n---\nformat: 1'                                  | line 2: not YAML",
                "'format: ['                                                  | line 1: not YAML",
                "''                                                           | line 1: the file is empty",
                "'a text'                                                     | line 1: a group of fields is expected"
            })
    void mistakesNameTheirLine(String text, String mistake) {
        assertThat(CommunitiesReader.read(text.replace("\\n", "\n")))
                .isInstanceOfSatisfying(
                        Reading.Bad.class, bad -> assertThat(bad.mistakes()).anyMatch(it -> it.startsWith(mistake)));
    }

    @Test
    void allMistakesComeAtOnce() {
        assertThat(CommunitiesReader.read("format: 1\ncpus: many\ncommunities:\n- {name: a, weight: x, colour: red}"))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.mistakes())
                                .containsExactlyInAnyOrder(
                                        "line 2: cpus: a whole number is expected (many)",
                                        "line 4: weight: a whole number is expected (x)",
                                        "line 4: colour: unknown field"));
    }

    @Test
    void aDeepOrHugeTextIsRefused() {
        assertThat(CommunitiesReader.read("[".repeat(10_000))).isInstanceOf(Reading.Bad.class);
        assertThat(CommunitiesReader.read("a: " + "x".repeat(2_000_000))).isInstanceOf(Reading.Bad.class);
    }

    private static Communities good(String text) {
        Reading reading = CommunitiesReader.read(text);
        assertThat(reading).as(() -> reading.toString()).isInstanceOf(Reading.Good.class);
        return ((Reading.Good) reading).communities();
    }
}
