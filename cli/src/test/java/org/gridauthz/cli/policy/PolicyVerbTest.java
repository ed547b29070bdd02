package org.gridauthz.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.store.DecisionFile;
import org.gridauthz.cli.Ran;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicyVerbTest {
    private static final String POLICY = """
        format: 1
        groups: [{name: atlas, voms: {group: /atlas, match: vo}}]
        mappers: [{name: atlas, account: atlas1}]
        mappings: [{name: atlas, groups: atlas, mappers: atlas}]
        hosts: [{cn: "*.example.org", mappings: atlas}]
        """;
    private static final String CONFIG = """
        <gums version='1.3' bannedUserGroups='gums-banned, bad'>
          <vomsServers><vomsServer name='v' baseUrl='https://v.example.org/voms'/></vomsServers>
          <userGroups>
            <manualUserGroup name='gums-banned' access='write' persistenceFactory='db'/>
            <vomsUserGroup name='bad' access='read self' vomsServer='v' remainderUrl='/bad' matchFQAN='vo' voGroup='/bad'/>
            <manualUserGroup name='us' access='write' persistenceFactory='db'/>
          </userGroups>
          <accountMappers><groupAccountMapper name='us' accountName='us1'/></accountMappers>
          <groupToAccountMappings>
            <groupToAccountMapping name='us' userGroups='us' accountMappers='us'/>
          </groupToAccountMappings>
          <hostToGroupMappings>
            <hostToGroupMapping cn='*.example.org' groupToAccountMappings='us'/>
          </hostToGroupMappings>
        </gums>
        """;

    @TempDir
    Path folder;

    private Path before = Path.of("");
    private Path after = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @BeforeEach
    void twoPolicies() throws IOException {
        before = file("before.yaml", POLICY);
        after = file("after.yaml", POLICY.replace("account: atlas1", "account: atlas2"));
    }

    @Test
    void lintNamesWhatCannotBeMeant() throws IOException {
        assertThat(Ran.gridauthz("policy", "lint", before)).isEqualTo(new Ran(0, "", ""));
        Path root = file("root.yaml", POLICY.replace("account: atlas1", "account: root"));
        Ran ran = Ran.gridauthz("policy", "lint", root);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).startsWith("error maps-to-root: mapper atlas: ");
        JsonNode json = JsonMapper.shared()
                .readTree(Ran.gridauthz("policy", "lint", "-o", "json", root).out());
        assertThat(json.get(0).get("code").asString()).isEqualTo("maps-to-root");
    }

    @Test
    void diffSpeaksOfMeaning() throws IOException {
        Path same = file("same.yaml", "# a comment\n" + POLICY);
        assertThat(Ran.gridauthz("policy", "diff", before, same)).isEqualTo(new Ran(0, "", ""));
        Ran ran = Ran.gridauthz("policy", "diff", before, after);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().strip()).isEqualTo("~ mapper atlas.account: atlas1 -> atlas2");
    }

    @Test
    void testHoldsAPolicyAgainstAssertions() throws IOException {
        Path expected = file(
                "expected.yaml", "host: /CN=ce.example.org\ncases:\n  - {dn: /CN=a, fqans: /atlas, expect: atlas1}\n");
        Ran good = Ran.gridauthz("policy", "test", "--policy", before, expected);
        assertThat(good).isEqualTo(new Ran(0, "1 tried, 0 failed" + System.lineSeparator(), ""));
        Ran bad = Ran.gridauthz("policy", "test", "--policy", after, expected);
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.out()).contains("line 3: /CN=a [/atlas]: expected atlas1, found atlas2", "1 failed");
        assertThat(Ran.gridauthz("policy", "test", expected).exit()).isEqualTo(2);
    }

    @Test
    void replayReadsWhatTheServiceRecords() throws IOException {
        Path trail = folder.resolve("gums-decisions.jsonl");
        try (DecisionFile decisions = new DecisionFile(trail, DecisionFile.Limits.standard())) {
            decisions.record(decision("/DC=org/CN=a person", "/CN=ca", "/atlas"));
            decisions.record(decision("/DC=org/CN=a person", "/CN=ca", "/atlas"));
            decisions.record(decision("https://issuer.example.org/ 0a1b", null, "/atlas/prod"));
            decisions.record(decision("/DC=org/CN=other", null, "/cms"));
            decisions.record(decision("/DC=org/CN=plain", null, null));
            decisions.record(decision("", null, null));
        }
        Ran ran = Ran.gridauthz("policy", "replay", before, after, trail);
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
        assertThat(ran.out())
                .contains("/DC=org/CN=a person /atlas", "calls=2", "https://issuer.example.org/ 0a1b /atlas/prod")
                .contains("5 calls, 3 answered differently");
        assertThat(ran.err()).contains("1 lines hold no call");
        assertThat(Ran.gridauthz("policy", "replay", before, before, trail).exit())
                .isZero();
        assertThat(Ran.gridauthz("policy", "replay", before, after, before).exit())
                .isEqualTo(2);
    }

    private static DecisionRecord decision(String subject, @Nullable String issuer, @Nullable String fqan) {
        Instant at = Instant.parse("2026-11-22T12:00:00Z");
        String host = "/CN=ce.example.org";
        return new DecisionRecord(
                at,
                "d",
                "gums",
                host,
                subject,
                issuer,
                null,
                null,
                fqan == null ? List.of() : List.of(fqan),
                true,
                host,
                "permit",
                "x",
                null,
                null,
                null,
                1,
                1);
    }

    @Test
    void importGivesAPolicyABanListAndAReport() throws IOException {
        Path config = file("gums.config", CONFIG);
        Path policy = folder.resolve("policy.yaml");
        Path bans = folder.resolve("bans.jsonl");
        Ran ran = Ran.gridauthz("policy", "import", "--policy", policy, "--bans", bans, config);
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
        assertThat(ran.err()).contains("action: ", "banned group: gums-banned");
        assertThat(bans).content().isEqualTo("{\"kind\":\"vo\",\"value\":\"bad\",\"reason\":\"import:bad\"}\n");
        assertThat(Ran.gridauthz("policy", "diff", policy, policy).exit()).isZero();
        assertThat(Ran.gridauthz("policy", "import", "--policy", policy, config).exit())
                .as("an existing file is kept")
                .isEqualTo(2);
        assertThat(Ran.gridauthz("policy", "import", before).exit()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsTwo() throws IOException {
        Path wrong = file("wrong.yaml", "format: 1\ncolour: red\nhosts: [{cn: x, mappings: none}]\n");
        Ran ran = Ran.gridauthz("policy", "lint", wrong);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("line 2: ", "line 3: ");
        assertThat(Ran.gridauthz("policy", "lint", folder.resolve("none")).exit())
                .isEqualTo(2);
        assertThat(Ran.gridauthz("policy", "lint").exit()).isEqualTo(2);
        assertThat(Ran.gridauthz("policy").exit()).isEqualTo(2);
    }
}
