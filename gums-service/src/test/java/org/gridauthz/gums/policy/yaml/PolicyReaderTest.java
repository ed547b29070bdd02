package org.gridauthz.gums.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingIndex;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    private static String sample() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                PolicyReader.class.getResourceAsStream("/org/gridauthz/gums/policy/sample-policy.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Mistake> mistakes(String yaml) {
        return ((PolicyReading.Refused) PolicyReader.read(yaml)).mistakes();
    }

    @Test
    void sampleMapsProductionToOneAccountAndMembersToThePool() throws IOException {
        Mapper mapper = new Mapper(new Leases() {
            @Override
            public LeaseAnswer lease(String pool, Subject subject) {
                return new LeaseAnswer.Leased(pool + "001");
            }

            @Override
            public @Nullable String peek(String pool, Subject subject) {
                return null;
            }
        });
        mapper.publish(MappingIndex.of(((PolicyReading.Read) PolicyReader.read(sample())).policy()));

        assertThat(account(mapper, "/dune/Role=production")).isEqualTo("dunepro");
        assertThat(account(mapper, "/dune/Role=NULL")).isEqualTo("dune001");
        assertThat(account(mapper, "/cms")).isEqualTo("no-matching-group");
    }

    private static String account(Mapper mapper, String fqan) {
        Subject subject = new Subject.Person(
                new SlashDn("/DC=org/CN=Jane Doe"), false, null, null, List.of(Fqan.parse(fqan)), true);
        Decision decision = mapper.map(new MappingRequest(new Host("/DC=org/CN=host/ce1.example.org"), subject));
        return decision instanceof Decision.Permit permit ? permit.account().name() : decision.reason();
    }

    @Test
    void allMistakesAreNamedAtOnceWithLineAndPath() {
        assertThat(mistakes("""
                        format: 1
                        colour: blue
                        groups:
                          - name: a
                            voms: {group: dune, match: sometimes, list: nowhere}
                          - name: a
                            manual:
                            token: {issuer: x}
                        mappers:
                          - name: m
                            account: "two words"
                            gid: -1
                        mappings:
                          - {name: x, groups: [a, b], mappers: m}
                        hosts:
                          - mappings: [y]
                        """).stream().map(Mistake::toString))
                .containsExactly(
                        "line 2: colour: unknown field",
                        "line 5: groups[0].voms.group: expected a group of the form /vo/group, and a role of letters,"
                                + " digits and _.-",
                        "line 5: groups[0].voms.match: expected one of exact, vorole, role, vogroup, vo, ignore",
                        "line 5: groups[0].voms.list: there is no member list nowhere",
                        "line 6: groups[1].name: there is already a group a",
                        "line 6: groups[1]: expected one of manual, voms, listed and token",
                        "line 11: mappers[0].account: not a user or group name: letters, digits, _ . and -, not"
                                + " starting with . or -",
                        "line 12: mappers[0].gid: expected a whole number from 0 to 2147483647",
                        "line 14: mappings[0].groups: there is no group b",
                        "line 16: hosts[0]: expected one of cn and dn",
                        "line 16: hosts[0]: no pattern",
                        "line 16: hosts[0].mappings: there is no mapping y");
    }

    @Test
    void aliasesDuplicatesDepthAndBrokenTextAreRefused() {
        assertThat(mistakes("format: 1\ngroups: &a []\nmappers: *a\n")
                        .getFirst()
                        .message())
                .contains("aliases");
        assertThat(mistakes("format: 1\nformat: 1\n").getFirst().message()).contains("Duplicate");
        assertThat(mistakes("[".repeat(100)).getFirst().message()).contains("not YAML");
        assertThat(mistakes("format: [1").getFirst().message()).contains("not YAML");
        assertThat(mistakes("").getFirst().message()).contains("empty");
        assertThat(mistakes("format: 1\n---\nformat: 1\n").getFirst().message()).contains("one document");
        assertThat(mistakes("just text").getFirst().message()).contains("expected a group of fields");
    }
}
