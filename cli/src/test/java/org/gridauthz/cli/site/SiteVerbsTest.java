package org.gridauthz.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.gridauthz.cli.Ran;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What administrators type, against SAZ and GUMS over mutual TLS. */
class SiteVerbsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static TestSite site;
    static RunningService gums;
    static RunningService saz;
    static Path proxy;

    @BeforeAll
    static void start() {
        site = new TestSite(folder);
        gums = new RunningService(
                GumsService.class, site, DATABASE.url(), "--gridauthz.initial-policy=" + POLICY.toAbsolutePath());
        // Of the services' settings of one name the first on the class path counts here.
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--spring.application.name=saz",
                "--gridauthz.saz.feeds[0].name=next-door",
                "--gridauthz.saz.feeds[0].form=LINES",
                "--gridauthz.saz.feeds[0].url=https://localhost:1/banned");
        site.admin.writeChain(folder.resolve("admin.pem"));
        site.admin.writeKey(folder.resolve("admin.key"));
        proxy = site.vo.proxy(site.alice, "/dune").writeProxy(folder.resolve("x509up"));
    }

    @AfterAll
    static void stop() {
        saz.close();
        gums.close();
    }

    private static Ran gridauthz(Object... verb) {
        return as("admin", verb);
    }

    private static Ran as(String who, Object... verb) {
        List<Object> arguments = new ArrayList<>(Arrays.asList(verb));
        arguments.addAll(
                List.of("--gums", gums.uri("admin", ""), "--saz", saz.uri("admin", ""), "--capath", site.anchors()));
        arguments.addAll(List.of("--cert", folder.resolve(who + ".pem"), "--key", folder.resolve(who + ".key")));
        return Ran.gridauthz(arguments.toArray());
    }

    private static JsonNode json(Ran ran) {
        return JSON.readTree(ran.out());
    }

    @Test
    void aBanIsTriedConfirmedMadeWatchedExplainedAndLifted() {
        String eve = "/DC=org/DC=gridauthz/CN=Eve Ear";
        Ran tried = gridauthz("ban", "dn", eve, "--dry-run");
        assertThat(tried.exit()).as(tried.err()).isZero();
        assertThat(tried.out()).contains("it hits 0");
        Ran unasked = gridauthz("ban", "dn", eve, "--reason", "mining", "--ticket", "SEC-1");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("say --yes");
        Ran banned = gridauthz("ban", "dn", eve, "--reason", "mining", "--ticket", "SEC-1", "--yes");
        assertThat(banned.exit()).as(banned.out() + banned.err()).isZero();
        assertThat(banned.out()).contains("saz ", "gums ", ": confirmed", "in force everywhere after");
        assertThat(gridauthz("ban", "list").out()).contains(eve, "mining", "SEC-1");

        Ran explained = gridauthz("explain", eve);
        assertThat(explained.exit()).as(explained.err()).isEqualTo(1);
        assertThat(explained.out()).contains("SAZ   deny (banned)", "(origin officer, turn 1)", "GUMS  deny (banned)");
        String id = explained.out().replaceAll("(?s).*SAZ[^\\n]*decision ([0-9a-f-]+)\\n.*", "$1");
        Ran told = gridauthz("explain", "--decision", id);
        assertThat(told.exit()).as(told.out() + told.err()).isZero();
        assertThat(told.out()).contains("SAZ  deny (banned) at ", "for " + eve, "then banned: dn", "(SEC-1)");
        String mapping = explained.out().replaceAll("(?s).*GUMS[^\\n]*decision ([0-9a-f-]+)\\n.*", "$1");
        assertThat(gridauthz("explain", "--decision", mapping).out()).contains("GUMS  deny (banned) at ", "(SEC-1)");
        Ran never = gridauthz("explain", "--decision", "0123456789abcd-1");
        assertThat(never.exit()).isEqualTo(1);
        assertThat(never.out()).contains("no instance keeps this decision");
        Ran who = gridauthz("whois", eve);
        assertThat(who.exit()).isZero();
        assertThat(who.out()).contains("a dn", "turn 1 BANNED", "SEC-1");

        Ran lifted = gridauthz("lift", "dn", eve, "--reason", "a test", "--yes", "-o", "json");
        assertThat(lifted.exit()).as(lifted.err()).isZero();
        assertThat(json(lifted).path("epoch").isString()).isTrue();
        assertThat(gridauthz("lift", "dn", eve, "--reason", "again", "--yes").exit())
                .isEqualTo(1);
    }

    @Test
    void aWholeVoIsBannedOnlyByItsNameSaidTwice() {
        Object[] ban = {"ban", "vo", "nova", "--reason", "incident", "--ticket", "SEC-2", "--yes"};
        assertThat(gridauthz(with(ban, "--confirm", "other")).err()).contains("CONFIRMATION_REQUIRED");
        Ran banned = gridauthz(with(ban, "--confirm", "nova", "-o", "json"));
        assertThat(banned.exit()).as(banned.err()).isZero();
        assertThat(json(banned).path("everywhere").asBoolean()).isTrue();
        assertThat(json(banned).path("instances").size()).isGreaterThan(1);
    }

    private static Object[] with(Object[] verb, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(verb));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void aLoginIsTracedStepByStep() {
        Ran traced = gridauthz("trace", proxy, "--vomsdir", site.vomsdir());
        assertThat(traced.exit()).as(traced.out() + traced.err()).isZero();
        assertThat(traced.out())
                .containsSubsequence(
                        "read", "verify", "fqan: /dune", "connect SAZ", "SAZ", "permit", "GUMS", "permit dune0")
                .contains(" ms ");
        JsonNode steps = json(gridauthz("trace", proxy, "--vomsdir", site.vomsdir(), "-o", "json"));
        assertThat(steps.size()).isEqualTo(6);
        Ran nowhere = Ran.gridauthz(
                "trace",
                proxy,
                "--vomsdir",
                site.vomsdir(),
                "--saz",
                "https://localhost:1",
                "--gums",
                "https://localhost:1",
                "--cert",
                proxy,
                "--capath",
                site.anchors());
        assertThat(nowhere.exit()).isEqualTo(3);
        assertThat(nowhere.out()).contains("verify        good", "SAZ           unknown");
    }

    @Test
    void aProxyIsMappedAndItsAccountKnown() {
        Ran mapped = gridauthz("map", proxy, "--explain");
        assertThat(mapped.exit()).as(mapped.err()).isZero();
        String account = json(gridauthz("map", proxy, "-o", "json"))
                .path("results")
                .path(0)
                .path("account")
                .asString();
        assertThat(mapped.out()).contains("permit " + account + " group dune", "dune-members");
        assertThat(gridauthz("whois", account).out()).contains(site.alice.slashName());
        assertThat(gridauthz("whois", "nobody42").exit()).isEqualTo(1);
        assertThat(gridauthz("pool", "list").out()).contains("POOL", "dune  1");
        assertThat(gridauthz("pool", "status", "dune").out()).contains(account, site.alice.slashName());
        assertThat(gridauthz("map", "nobody42").exit()).isEqualTo(2);
    }

    @Test
    void aPolicyIsAppliedAfterItsDifferencesWereShown() throws IOException {
        Path next = Files.writeString(
                folder.resolve("next.yaml"), Files.readString(POLICY).replace("dune001-100", "dune001-120"));
        Ran applied = gridauthz("policy", "apply", next, "--reason", "more accounts", "--yes");
        assertThat(applied.exit()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("against version", "dune001-120", "is in force");
        assertThat(gridauthz("policy", "versions").out()).contains("in force", "more accounts");
        assertThat(gridauthz("policy", "show").out()).contains("dune001-120");
        assertThat(gridauthz("policy", "apply", folder.resolve("admin.pem"), "--reason", "x", "--yes")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void everyInstanceIsAskedHowItIs() {
        Ran status = gridauthz("status", "--service", "gums", "--service", "saz");
        assertThat(status.exit()).as(status.out()).isZero();
        assertThat(status.out()).contains("SERVICE", "fresh", "INSTANCE", "gums", "saz");
        Ran half = gridauthz("status", "--service", "saz", "--saz", "https://localhost:1");
        assertThat(half.out()).contains("down");
        assertThat(half.exit()).isEqualTo(1);
    }

    @Test
    void naggingMonitorsAreAnsweredInTheirWay() {
        Ran good = gridauthz("check", "--each", "--subject", proxy, "--warn-ms", "60000");
        assertThat(good.out()).startsWith("GRIDAUTHZ OK: saz@localhost:").contains("gums@localhost:", " | '");
        assertThat(good.exit()).isZero();
        assertThat(gridauthz("check", "--subject", proxy, "--service", "gums", "--account", "root")
                        .out())
                .contains("CRITICAL", "mapped to dune0");
        Ran one = gridauthz("check", "--each", "--subject", proxy, "--service", "saz", "--saz", "https://localhost:1");
        assertThat(one.exit()).as(one.out()).isEqualTo(2);
        Ran any = gridauthz(
                "check", "--subject", proxy, "--service", "saz", "--saz", "https://localhost:1", "--warn-ms", "60000");
        assertThat(any.exit()).as(any.out()).isZero();
    }

    @Test
    void whoMayNotIsToldByTheCodeOfTheRefusal() {
        TestCredential bob = site.ca.person("/DC=org/DC=gridauthz/CN=Bob");
        bob.writeChain(folder.resolve("bob.pem"));
        bob.writeKey(folder.resolve("bob.key"));
        Ran refused = as("bob", "pool", "list");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("gridauthz: RIGHT_MISSING");
        Ran down = Ran.gridauthz(
                "pool",
                "list",
                "--gums",
                "https://localhost:1",
                "--cert",
                folder.resolve("bob.pem"),
                "--key",
                folder.resolve("bob.key"),
                "--capath",
                site.anchors());
        assertThat(down.exit()).isEqualTo(3);
        assertThat(down.err()).contains("does not answer");
    }

    /** An alert on a metric that nobody writes would be silent for ever. */
    @Test
    void everyMetricOfTheAlertsAndTheDashboardIsWritten() throws IOException {
        Path deploy = Path.of("..", "deploy", "observability");
        String wanted = Files.readString(deploy.resolve("gridauthz.rules.yml"))
                + Files.readString(deploy.resolve("grafana-dashboard.json"));
        String written = gums.get(site.admin, "/metrics").body()
                + saz.get(site.admin, "/metrics").body();
        List<String> missing = Pattern.compile("gridauthz_[a-z_]+|process_cpu_usage|http_server_requests_seconds_count")
                .matcher(wanted)
                .results()
                .map(found -> found.group())
                .distinct()
                // Those of pools are shown by a round of their own, some time after the start.
                .filter(name -> !name.startsWith("gridauthz_pool_"))
                // VOMS writes these; VoVerbTest looks.
                .filter(name -> !name.startsWith("gridauthz_authority_"))
                .filter(name -> !written.contains("\n" + name))
                .toList();
        assertThat(missing).isEmpty();
        assertThat(Files.readString(Path.of(
                        "..",
                        "gums-service",
                        "src",
                        "main",
                        "java",
                        "org",
                        "gridauthz",
                        "gums",
                        "pool",
                        "PoolMeters.java")))
                .contains("\"gridauthz.pool.accounts\"", "\"gridauthz.pool.warning\"");
    }
}
