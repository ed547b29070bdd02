package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
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

/** gridauthz-callout when servers are gone, slow, or answer by halves: in order, each for its time, and the whole for its own. */
@Tag("clients")
class CalloutOutageTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static CalloutSite site;
    private static final Map<String, String> TOKEN = Map.of(
            "BEARER_TOKEN_0_ISSUER",
            CalloutSite.ISSUER,
            "BEARER_TOKEN_0_SUBJECT",
            "s",
            "BEARER_TOKEN_0_GROUP_0",
            "/dune");

    private static String alice;
    private static String eve;

    @BeforeAll
    static void start() {
        site = new CalloutSite(directory, DATABASE.url());
        alice = site.proxy(site.site.vo.proxy(site.site.alice, "/dune/Role=production", "/dune"), "alice.proxy");
        TestCredential eveHerself = site.site.ca.person("/DC=org/DC=gridauthz/CN=Eve Ear");
        eve = site.proxy(site.site.vo.proxy(eveHerself, "/dune"), "eve.proxy");
        site.ban("dn", "/DC=org/DC=gridauthz/CN=Eve Ear");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** What each mode ends with when nobody can be asked, by default, and turned round. */
    static Stream<Arguments> outages() {
        return Stream.of(
                arguments("arc-authz", 1, 1),
                arguments("arc-banned", 1, 1),
                arguments("arc-map", 2, 1),
                arguments("arc-job", 0, 0),
                arguments("htcondor", 2, 1));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageIsNoRefusalAndNoPermit(String mode, int exit, int declined) {
        String down = "https://localhost:1";
        String[] arguments = switch (mode) {
            case "htcondor" -> new String[] {mode};
            case "arc-job" -> new String[] {mode, alice, "dunepro"};
            default -> new String[] {mode, "/CN=a", alice};
        };
        ScriptRun run = site.callout(down, down, TOKEN, arguments);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        String[] declining = Stream.concat(Stream.of("--on-error", "decline"), Stream.of(arguments))
                .toArray(String[]::new);
        assertThat(site.callout(down, down, TOKEN, declining).exit()).isEqualTo(declined);
        if (mode.equals("arc-job")) {
            String[] rejecting = Stream.concat(Stream.of("--on-error", "reject"), Stream.of(arguments))
                    .toArray(String[]::new);
            assertThat(site.callout(down, down, Map.of(), rejecting).exit()).isEqualTo(1);
        }
    }

    private static SSLContext tls() {
        return site.site
                .ca
                .host("/DC=org/DC=gridauthz/CN=localhost", "localhost")
                .sslContext(List.of());
    }

    private static String ok(String body, int announced) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + announced
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static final String WHOLE =
            "decision permit\nreason mapped\nid 1\naccount root\n\nepoch a:1\nage 0.0\nend 1\n";

    /** Answers that are none. */
    static Stream<Arguments> halfAnswers() {
        String half = "decision permit\nreason mapped\nid 1\naccount root\n";
        return Stream.of(
                arguments("cut, and said so", ok(half, half.length())),
                arguments("cut", ok(half, 500)),
                arguments("no length, cut", "HTTP/1.0 200 OK\r\n\r\n" + half),
                arguments(
                        "503 with a permit",
                        "HTTP/1.1 503 no\r\nContent-Length: " + WHOLE.length() + "\r\n\r\n" + WHOLE),
                arguments("a page", ok("<html>\nhttp 200\nend 1\n</html>", 32)),
                arguments("JSON", ok("{\"results\":[{\"decision\":\"permit\"}]}", 36)),
                arguments("500", "HTTP/1.1 500 no\r\nContent-Length: 0\r\n\r\n"),
                arguments("403", "HTTP/1.1 403 no\r\nContent-Length: 0\r\n\r\n"),
                arguments("redirect", "HTTP/1.1 302 no\r\nLocation: https://localhost:1/\r\nContent-Length: 0\r\n\r\n"),
                arguments("two results", ok(WHOLE.replace("end 1", "end 2"), WHOLE.length())),
                arguments("indeterminate", ok(WHOLE.replace("permit", "indeterminate"), WHOLE.length() + 7)),
                arguments("no HTTP", "SSH-2.0-OpenSSH\r\n"),
                arguments("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("halfAnswers")
    void halfAnAnswerIsNoneAndTheNextServerIsAsked(String name, String answer) throws Exception {
        try (FaultyServer faulty = FaultyServer.of(tls(), answer)) {
            ScriptRun alone = site.callout("", faulty.url(), Map.of(), "arc-map", "/CN=a", alice);
            assertThat(alone.exit()).as(alone.err()).isEqualTo(2);
            assertThat(alone.out()).isEmpty();
            ScriptRun next =
                    site.callout("", faulty.url() + " " + site.url(site.gums), Map.of(), "arc-map", "/CN=a", alice);
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(next.out()).isEqualTo("dunepro:dune");
            assertThat(faulty.asked()).isEqualTo(2);
        }
    }

    static Stream<Arguments> badNames() {
        return Stream.of("ro ot", "root;id", "-rf", "../x", "a%0Ab", "$(id)", "")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void anAccountThatIsNoneIsNotPrinted(String account) throws Exception {
        String answer = WHOLE.replace("account root", "account " + account);
        try (FaultyServer server = FaultyServer.of(tls(), ok(answer, answer.length()))) {
            ScriptRun run = site.callout("", server.url(), Map.of(), "arc-map", "/CN=a", alice);
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aRefusalIsFinalAndTheNextServerIsNotAsked() throws Exception {
        try (FaultyServer other = FaultyServer.of(tls(), ok(WHOLE, WHOLE.length()))) {
            ScriptRun run =
                    site.callout(site.url(site.saz) + " " + other.url(), "", Map.of(), "arc-authz", "/CN=a", eve);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(other.asked()).isZero();
        }
    }

    @Test
    void aSilentServerCostsItsAttemptOnlyAndTheWholeHasAnEnd() throws Exception {
        try (FaultyServer silent = FaultyServer.of(tls(), null)) {
            ScriptRun passed = site.callout(
                    "",
                    silent.url() + " " + site.url(site.gums),
                    Map.of(),
                    "--timeout",
                    "8",
                    "--attempt",
                    "1",
                    "arc-map",
                    "/CN=a",
                    alice);
            assertThat(passed.out()).as(passed.err()).isEqualTo("dunepro:dune");
            ScriptRun ended = site.callout(
                    silent.url() + " " + silent.url(),
                    silent.url(),
                    Map.of(),
                    "--timeout",
                    "3",
                    "--attempt",
                    "1",
                    "arc-map",
                    "/CN=a",
                    alice);
            assertThat(ended.exit()).isEqualTo(2);
            assertThat(ended.millis()).isBetween(2_000L, 7_000L);
        }
    }
}
