package org.gridauthz.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rendered of the samples is what stands beside them, and a site that cannot stay up is refused. */
class RenderTest {
    static final Path SAMPLE = Path.of("../deploy/sample");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"site", "pair", "lab", "lvs"})
    void theSampleIsUpToDate(String sample) throws IOException {
        SortedMap<String, String> rendered = Rendering.of(RenderVerb.read(SAMPLE.resolve(sample + ".yaml")));
        Map<String, String> kept = new TreeMap<>();
        Path folder = SAMPLE.resolve("rendered").resolve(sample);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                kept.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(kept)
                .as("./gridauthz deploy render deploy/sample/%s.yaml --to deploy/sample/rendered/%s", sample, sample)
                .isEqualTo(rendered);
    }

    @Test
    void everyHostOfTheSampleHasWhatItNeeds() throws IOException {
        Set<String> files = new TreeSet<>(
                Rendering.of(RenderVerb.read(SAMPLE.resolve("site.yaml"))).keySet());
        assertThat(files)
                .contains(
                        "fg5/keepalived.conf",
                        "fg5/gridauthz/gums.yaml",
                        "fg5/mysql/gridauthz.cnf",
                        "witness/mysql/gridauthz.cnf",
                        "fcdf3/gridauthz/saz-cdf-gate.yaml",
                        "d0osg2/nftables.conf",
                        "prometheus/targets.yaml",
                        "database/users.sql",
                        "database/grants.sql")
                .doesNotContain("witness/keepalived.conf", "fcdf1/mysql/gridauthz.cnf", "witness/gridauthz/gums.yaml");
    }

    /** A director sees half of what it forwards: its firewall would take the end of each connection for invalid, and instances would keep them all. */
    @ParameterizedTest
    @CsvSource({"site, fg5", "lvs, lvs1"})
    void aDirectorLetsPassWhatItForwardsBeforeItLooksForInvalidPackets(String sample, String director)
            throws IOException {
        Topology site = RenderVerb.read(SAMPLE.resolve(sample + ".yaml"));
        String firewall = Rendering.of(site).get(director + "/nftables.conf");
        String first = firewall.substring(0, firewall.indexOf("ct state"));
        for (Topology.Partition partition : site.partitions()) {
            assertThat(first)
                    .contains("ip daddr " + partition.virtual() + " tcp dport { "
                            + String.join(
                                    ", ",
                                    partition.callerPorts().stream()
                                            .map(String::valueOf)
                                            .toList())
                            + " } accept");
        }
    }

    /** An instance's own member comes first, and instances elsewhere do not all go to the same one. */
    @Test
    void instancesGoToTheirNearestMember() throws IOException {
        Topology site = RenderVerb.read(SAMPLE.resolve("site.yaml"));
        assertThat(site.membersFrom("fg6")).containsExactly("fg6", "witness", "fg5");
        assertThat(site.membersFrom("fcdf1")).containsExactlyInAnyOrder("fg5", "fg6", "witness");
        assertThat(site.hosts().keySet().stream()
                        .map(host -> site.membersFrom(host).getFirst()))
                .contains("fg5", "fg6", "witness");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        members: [one, two, witness]   | members: [one, two]           | Group Replication needs three members
        directors: [one, two]          | directors: [one]              | one director is a single point of failure
        hosts: [one, two]}             | hosts: [one]}                 | one instance is a single point of failure
        hosts: [one, two]}             | hosts: [one, three]}          | unknown host: three
        management-port: 9444          | management-port: 9443         | port 9443 of one is also that of gums
        two: 198.18.78.12              | two: 198.18.78.11             | two hosts have one address
        two: 198.18.78.12              | two: db.example.org           | not an IPv4 address
        site: pair                     | sight: pair                   | must be given
        name: saz                      | name: 'saz; rm -rf'           | not a name
        """)
    void aSiteThatCannotBeIsRefusedNamingWhy(String good, String bad, String why) throws IOException {
        String text = Files.readString(SAMPLE.resolve("pair.yaml"));
        assertThat(text).contains(good);
        Path file = Files.writeString(directory.resolve("site.yaml"), text.replace(good, bad));

        assertThatThrownBy(() -> RenderVerb.read(file))
                .isInstanceOf(DeployMistakes.class)
                .hasMessageContaining(why);
    }
}
