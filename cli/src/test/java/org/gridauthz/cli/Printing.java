package org.gridauthz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import tools.jackson.databind.json.JsonMapper;

/** Three services with something in them, and each verb that reads as it is asked there. */
final class Printing implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");
    private static final String EVE = "/DC=org/DC=gridauthz/CN=Eve Ear";

    /** They ask nobody. */
    private static final Set<String> OF_FILES = Set.of("lint", "diff", "test", "replay");

    private final Path folder;
    private final Map<String, List<Object>> runs = new HashMap<>();
    private final TestSite site;
    private final RunningService gums;
    private final RunningService saz;
    private final RunningService voms;

    Printing(Path folder, String database) throws IOException {
        this.folder = folder;
        site = new TestSite(folder);
        gums = new RunningService(
                GumsService.class, site, database, "--gridauthz.initial-policy=" + POLICY.toAbsolutePath());
        // Of the services' settings of one name the first on the class path counts here.
        saz = new RunningService(SazService.class, site, database, "--spring.application.name=saz");
        voms = new RunningService(VomsService.class, site, database, "--spring.application.name=voms");
        site.admin.writeChain(folder.resolve("admin.pem"));
        site.admin.writeKey(folder.resolve("admin.key"));
        Path proxy = site.vo.proxy(site.alice, "/dune").writeProxy(folder.resolve("x509up"));
        good("ban", "dn", EVE, "--reason", "mining", "--ticket", "SEC-1", "--yes");
        String mapped = good("map", proxy, "-o", "json");
        String account =
                JSON.readTree(mapped).path("results").path(0).path("account").asString();
        String decided = good("trace", proxy, "--vomsdir", site.vomsdir());
        Matcher decision =
                Pattern.compile("SAZ .*permit.*decision ([0-9a-f-]+)").matcher(decided);
        assertThat(decision.find()).as(decided).isTrue();
        aVo();
        asked(proxy, account, decision.group(1));
    }

    Set<String> verbs() {
        return runs.keySet();
    }

    /** The verb as it is asked here, with more behind it. */
    Ran run(String verb, Object... more) {
        return run(runs.get(verb), more);
    }

    private void aVo() {
        good(
                "vo",
                "found",
                "cms",
                "--admin",
                TestSite.ADMIN,
                "--description",
                "muons",
                "--contact",
                "cms@example.org",
                "--reason",
                "agreed");
        good(
                "vo",
                "people",
                "cms",
                "--add",
                site.alice.slashName(),
                "--issuer",
                site.ca.slashName(),
                "--given-name",
                "Alice",
                "--family-name",
                "Ash",
                "--email",
                "alice@example.org",
                "--reason",
                "known");
        good("vo", "groups", "cms", "--add", "/cms/higgs");
        good("vo", "roles", "cms", "--add", "production");
        TestCredential nina = site.ca.person("/DC=org/DC=gridauthz/CN=Nina New");
        HttpResponse<String> applied = voms.call(
                nina,
                "POST",
                "/api/v1/vos/cms/applications",
                "{\"kind\":\"MEMBERSHIP\",\"givenName\":\"Nina\",\"familyName\":\"New\",\"email\":\"nina@example.org\"}");
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
    }

    private void asked(Path proxy, String account, String decision) throws IOException {
        Path next = Files.writeString(
                folder.resolve("next.yaml"), Files.readString(POLICY).replace("dune001-100", "dune001-120"));
        Path odd = Files.writeString(folder.resolve("odd.yaml"), """
            format: 1
            groups: [{name: atlas, voms: {group: /atlas, match: vo}}, {name: unused, voms: {group: /x, match: vo}}]
            mappers: [{name: atlas, account: atlas1}]
            mappings: [{name: atlas, groups: atlas, mappers: atlas}]
            hosts: [{cn: "*.example.org", mappings: atlas}]
            """);
        Path other = Files.writeString(
                folder.resolve("other.yaml"), Files.readString(odd).replace("atlas1", "atlas2"));
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), """
            cases:
              - {host: ce1.example.org, dn: /DC=org/CN=Ann, fqans: [/atlas], expect: atlas9}
            """);
        Path calls = Files.writeString(
                folder.resolve("calls.jsonl"),
                "{\"at\":\"2026-11-22T00:00:00Z\",\"id\":\"0-1\",\"service\":\"gums\",\"caller\":\"/CN=ce\",\"subject\":\"/DC=org/CN=Ann\",\"fqans\":[\"/atlas\"],\"verified\":true,\"host\":\"ce1.example.org\",\"decision\":\"permit\",\"account\":\"atlas1\",\"ageMillis\":1,\"micros\":5}\n");
        String url = "jdbc:h2:file:" + folder.resolve("db")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        Path secret = Files.writeString(folder.resolve("secret"), "s");
        runs.put("whois", List.of("whois", EVE));
        runs.put("whois ACCOUNT", List.of("whois", account));
        runs.put("explain", List.of("explain", EVE));
        runs.put("explain --decision", List.of("explain", "--decision", decision));
        runs.put("map", List.of("map", proxy));
        runs.put("trace", List.of("trace", proxy, "--vomsdir", site.vomsdir()));
        runs.put("ban --dry-run", List.of("ban", "dn", EVE, "--dry-run"));
        runs.put("ban list", List.of("ban", "list"));
        runs.put("status", List.of("status"));
        runs.put("check", List.of("check", "--subject", proxy, "--warn-ms", "60000", "--warn-age", "600"));
        runs.put("vo list", List.of("vo", "list"));
        runs.put("vo people", List.of("vo", "people", "cms"));
        runs.put("vo groups", List.of("vo", "groups", "cms"));
        runs.put("vo roles", List.of("vo", "roles", "cms"));
        runs.put("vo applications", List.of("vo", "applications", "cms"));
        runs.put("pool list", List.of("pool", "list"));
        runs.put("pool status", List.of("pool", "status", "dune"));
        good("migrate", "--url", url, "--user", "u", "--password-file", secret);
        try (Connection hole = DriverManager.getConnection(url, "u", "s");
                Statement statement = hole.createStatement()) {
            statement.execute("INSERT INTO lease (pool, account, turn, state, at_ms, until_ms)"
                    + " VALUES ('p', 'a001', 7, 'WITHDRAWN', 0, 1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        runs.put("pool check", List.of("pool", "check", "--url", url, "--user", "u", "--password-file", secret));
        runs.put("policy versions", List.of("policy", "versions"));
        runs.put("policy show", List.of("policy", "show"));
        runs.put("policy lint", List.of("policy", "lint", odd));
        runs.put("policy diff", List.of("policy", "diff", POLICY, next));
        runs.put("policy test", List.of("policy", "test", "--policy", odd, wrong));
        runs.put("policy replay", List.of("policy", "replay", odd, other, calls));
        runs.put("verify", List.of("verify", "--anchors", site.anchors(), "--vomsdir", site.vomsdir(), proxy));
        String empty = url.replace("/db;", "/empty;");
        runs.put(
                "migrate --check",
                List.of("migrate", "--check", "--url", empty, "--user", "u", "--password-file", secret));
    }

    private Ran run(List<Object> verb, Object... more) {
        List<Object> all = new ArrayList<>(verb);
        all.addAll(Arrays.asList(more));
        boolean alone = verb.contains("--url")
                || (verb.size() > 1 && OF_FILES.contains(verb.get(1).toString()));
        if (!alone && !verb.getFirst().equals("verify")) {
            all.addAll(List.of("--gums", gums.uri("admin", ""), "--saz", saz.uri("admin", "")));
            all.addAll(List.of("--voms", voms.uri("admin", ""), "--capath", site.anchors()));
            all.addAll(List.of("--cert", folder.resolve("admin.pem"), "--key", folder.resolve("admin.key")));
        }
        return Ran.gridauthz(all.toArray());
    }

    private String good(Object... verb) {
        Ran ran = run(List.of(verb));
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    @Override
    public void close() {
        voms.close();
        saz.close();
        gums.close();
    }
}
