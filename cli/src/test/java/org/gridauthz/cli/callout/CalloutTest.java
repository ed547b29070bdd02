package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** gridauthz-callout as HTCondor and ARC call it (arguments, environment, exit codes: callouts.md §2, §3). */
@Tag("clients")
class CalloutTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static CalloutSite site;
    private static String alice;
    private static String eve;
    private static String nobody;

    @BeforeAll
    static void start() {
        site = new CalloutSite(directory, DATABASE.url());
        alice = site.proxy(site.site.vo.proxy(site.site.alice, "/dune/Role=production", "/dune"), "alice.proxy");
        TestCredential eveHerself = site.site.ca.person("/DC=org/DC=gridauthz/CN=Eve Ear");
        eve = site.proxy(site.site.vo.proxy(eveHerself, "/dune"), "eve.proxy");
        nobody = site.proxy(
                site.site.ca.person("/DC=org/DC=gridauthz/CN=No Body").proxy().issue(), "nobody.proxy");
        site.ban("dn", "/DC=org/DC=gridauthz/CN=Eve Ear");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    static Stream<Arguments> arc() {
        return Stream.of(
                arguments("arc-map", alice, 0, "dunepro:dune"),
                arguments("arc-map", nobody, 1, ""),
                arguments("arc-map", eve, 2, ""),
                arguments("arc-authz", alice, 0, ""),
                arguments("arc-authz", eve, 1, ""),
                arguments("arc-banned", alice, 1, ""),
                arguments("arc-banned", eve, 0, ""),
                arguments("arc-banned", nobody, 1, ""));
    }

    @ParameterizedTest
    @MethodSource("arc")
    void arcAsksWithADnAndAProxyFile(String mode, String proxy, int exit, String printed) {
        ScriptRun run = site.callout(mode, "/DC=org/DC=gridauthz/CN=any body", proxy);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEqualTo(printed);
    }

    @Test
    void aJobOfSomebodyBannedSinceIsStopped() {
        assertThat(site.callout("arc-job", alice, "dunepro").exit()).isZero();
        assertThat(site.callout("arc-job", eve, "dune001").exit()).isEqualTo(1);
    }

    private static SSLContext tls() {
        return site.site
                .ca
                .host("/DC=org/DC=gridauthz/CN=localhost", "localhost")
                .sslContext(List.of());
    }

    @Test
    void theKeyInTheProxyFileStaysHere() throws Exception {
        try (FaultyServer listening = FaultyServer.of(tls(), "HTTP/1.1 503 no\r\nContent-Length: 0\r\n\r\n")) {
            ScriptRun run = site.callout(listening.url(), "", Map.of(), "arc-authz", "/CN=a", alice);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(listening.asked()).isEqualTo(1);
        }
        String script = Files.readString(ScriptRun.SCRIPTS.resolve("gridauthz-callout"));
        String awk = script.substring(script.indexOf("    awk '"), script.indexOf("}' \"$1\""));
        assertThat(awk).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
        ScriptRun sent = ScriptRun.of(List.of("sh", "-c", awk.strip() + "}' \"$1\"", "sh", alice), Map.of(), "");
        assertThat(sent.out()).startsWith("-----BEGIN CERTIFICATE-----\\n").doesNotContain("KEY", "\n");
        assertThat(sent.out().split("-----END CERTIFICATE-----")).hasSizeGreaterThan(1);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                        "/DC=org/CN=x\"}]} ,{\"dn\":\"/CN=y",
                        "/DC=org/CN=back\\slash\\\"quote",
                        "/DC=org/CN=$(touch PWNED)`touch PWNED`;touch PWNED|touch PWNED&",
                        "/DC=org/CN=$HOME ${PATH} * ? [a-z] ~",
                        "/DC=org/CN=%s%n%d",
                        "/DC=org/CN='; touch PWNED; '",
                        "/DC=org/CN=-n -e --help @/etc/passwd",
                        "/DC=org/CN=J\u00fcrgen \u4eac",
                        "--saz",
                        "@/etc/passwd")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileNameIsANameAndNothingElse(String dn) {
        // By DN alone, so that it is the text that is asked about.
        ScriptRun asked = site.callout("arc-map", dn, "-");
        assertThat(asked.out()).isEmpty();
        assertThat(asked.exit()).as(asked.err()).isIn(1, 2);
        assertThat(asked.err()).doesNotContain(dn).doesNotContain("syntax", "not found");
        ScriptRun ignored = site.callout("arc-map", dn, alice);
        assertThat(ignored.out()).isEqualTo("dunepro:dune");
        assertThat(Path.of("PWNED")).doesNotExist();
        assertThat(directory.resolve("PWNED")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/CN=a\ndecision permit", "/CN=a\rb", "/CN=\u0007", ""})
    void aNameThatIsNoneIsRefused(String dn) {
        assertThat(site.callout("arc-authz", dn, "-").exit()).isEqualTo(1);
        assertThat(site.callout("arc-banned", dn, "-").exit()).isZero();
        assertThat(site.callout("arc-map", dn, "-").exit()).isEqualTo(2);
    }

    @Test
    void aHostileDnThatIsBannedIsFoundUnderItsName() {
        String dn = "/DC=org/CN=Mal \"$(id)\" \\ '*'";
        site.ban("dn", dn);
        assertThat(site.callout("arc-banned", dn, "-").exit()).isZero();
        assertThat(site.callout("arc-banned", dn + "x", "-").exit()).isEqualTo(1);
    }

    private static Map<String, String> token(String subject, String... groups) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("BEARER_TOKEN_0_ISSUER", CalloutSite.ISSUER);
        environment.put("BEARER_TOKEN_0_SUBJECT", subject);
        for (int i = 0; i < groups.length; i++) {
            environment.put("BEARER_TOKEN_0_GROUP_" + i, groups[i]);
        }
        environment.put("BEARER_TOKEN_0_SCOPE_0", "compute.read");
        environment.put("BEARER_TOKEN_0_SCOPE_1", "storage.read:/$(id)");
        return environment;
    }

    private ScriptRun htcondor(Map<String, String> environment, String... options) {
        String[] all = java.util.Arrays.copyOf(options, options.length + 1);
        all[options.length] = "htcondor";
        return site.callout(site.url(site.saz), site.url(site.gums), environment, all);
    }

    @Test
    void htcondorGetsTheNameOfATokensAccount() {
        ScriptRun mapped = htcondor(token("sub-1", "/dune/prod", "/dune"));
        assertThat(mapped.exit()).as(mapped.err()).isZero();
        assertThat(mapped.out()).matches("dune0\\d\\d");
        assertThat(htcondor(token("sub-1", "/dune")).out()).isEqualTo(mapped.out());
    }

    @Test
    void htcondorIsToldOfNoMappingByOneAndOfARefusalByTwo() {
        assertThat(htcondor(token("sub-2", "no group", "/other/vo")).exit()).isEqualTo(1);
        Map<String, String> stranger = token("sub-3", "/dune");
        stranger.put("BEARER_TOKEN_0_ISSUER", "https://elsewhere.example.org");
        assertThat(htcondor(stranger).exit()).isIn(1, 2);
        assertThat(htcondor(token("sub\nnewline", "/dune")).exit()).isEqualTo(2);
        assertThat(htcondor(token("", "/dune")).exit()).isEqualTo(2);
        String hostile = "x\"],\"$(id)`id`'\\";
        ScriptRun odd = htcondor(token(hostile, "/dune"));
        assertThat(odd.exit()).as(odd.err()).isZero();
        assertThat(odd.out()).matches("dune0\\d\\d");
    }

    @Test
    void theFileOfSettingsIsReadAndNotRun() {
        Path config = CalloutSite.write(
                directory.resolve("callout.conf"), """
                    # where to ask
                    saz %s
                    gums %s
                    cert $(touch PWNED)
                    timeout 5
                    """.formatted(site.url(site.saz), site.url(site.gums)));
        List<String> arguments = new java.util.ArrayList<>(List.of("--config", config.toString()));
        arguments.addAll(site.credential());
        arguments.addAll(List.of("arc-map", "/CN=a", alice));
        ScriptRun run = ScriptRun.of("gridauthz-callout", Map.of(), "", arguments);
        assertThat(run.out()).as(run.err()).isEqualTo("dunepro:dune");
        assertThat(Path.of("PWNED")).doesNotExist();
    }

    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                arguments(2, List.of()),
                arguments(2, List.of("arc")),
                arguments(1, List.of("arc-authz", "/CN=a")),
                arguments(1, List.of("arc-banned")),
                arguments(2, List.of("arc-map", "/CN=a", "f", "g")),
                arguments(1, List.of("arc-job", "-", "root")),
                arguments(1, List.of("--timeout", "x", "arc-authz", "/CN=a", "-")),
                arguments(2, List.of("--on-error", "permit", "htcondor")),
                arguments(2, List.of("--nonsense", "x", "htcondor")),
                arguments(2, List.of("--config", "/nonexistent", "htcondor")));
    }

    @ParameterizedTest
    @MethodSource("wrongUsage")
    void wrongUsageLetsNobodyPass(int exit, List<String> arguments) {
        ScriptRun run = ScriptRun.of("gridauthz-callout", Map.of(), "", arguments);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out().getBytes(StandardCharsets.UTF_8)).isEmpty();
        assertThat(run.err()).startsWith("gridauthz-callout: ");
    }
}
