package org.gridauthz.cli.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.gums.GumsService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GUMS follows the member feed of VOMS: the real services, each with a database of its own, as at a site that runs one of them. */
class FeedFollowedTest {
    @RegisterExtension
    static final DatabaseBackend VOMS = DatabaseBackend.h2();

    @RegisterExtension
    static final DatabaseBackend GUMS = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKENS = "https://tokens.example.org/dune";
    private static final String POLICY = """
        format: 1
        memberLists:
          - {name: dune, gridauthz: {url: "%s", container: /dune}}
        groups:
          - {name: members, listed: {list: dune}}
        mappers:
          - {name: members, account: dunepro}
        mappings:
          - {name: members, groups: members, mappers: members}
        hosts:
          - {cn: ["*", "*.*", "*.*.*"], mappings: members}
        """;

    private static TestSite site;
    private static RunningService voms;
    private static RunningService gums;
    private static TestCredential bob;

    @BeforeAll
    static void start() throws IOException {
        site = new TestSite(directory);
        bob = site.ca.person("/DC=org/DC=gridauthz/CN=Bob Brown");
        voms = new RunningService(VomsService.class, site, VOMS.url(), "--spring.application.name=voms");
        done(
                "POST",
                "/vos",
                Map.of(
                        "name", "dune",
                        "description", "for tests",
                        "contact", "dune@example.org",
                        "admin", TestSite.ADMIN,
                        "reason", "founded for a test"));
        // GUMS reads with its host's certificate.
        done(
                "PUT",
                "/vos/dune/acl",
                Map.of(
                        "group", "/dune",
                        "kind", "CERTIFICATE",
                        "name", "/DC=org/DC=gridauthz/CN=localhost",
                        "issuer", site.ca.slashName(),
                        "permissions", "MEMBERSHIP_READ",
                        "reason", "the site's GUMS"));
        String policy = POLICY.formatted(voms.uri("service", "/api/v1/vos/dune"));
        gums = new RunningService(
                GumsService.class,
                site,
                GUMS.url(),
                "--spring.application.name=gums",
                "--gridauthz.token-issuers[0].url=" + TOKENS,
                "--gridauthz.token-issuers[0].vo=dune",
                "--gridauthz.token-issuers[0].audiences=https://any.example.org",
                "--gridauthz.token-issuers[0].key-set=http://127.0.0.1:9/keys",
                "--gridauthz.initial-policy=" + Files.writeString(directory.resolve("feed.yaml"), policy));
    }

    @AfterAll
    static void stop() {
        if (gums != null) {
            gums.close();
        }
        voms.close();
    }

    private static JsonNode done(String method, String path, Map<String, Object> body) {
        var response = voms.call(site.admin, method, "/api/v1" + path, JSON.writeValueAsString(body));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
        return RunningService.json(response);
    }

    private static String entered(TestCredential who) {
        return done(
                        "POST",
                        "/vos/dune/people",
                        Map.of(
                                "givenName",
                                "Some",
                                "familyName",
                                "Body",
                                "email",
                                "somebody@example.org",
                                "certificates",
                                List.of(Map.of("name", who.slashName(), "issuer", site.ca.slashName())),
                                "reason",
                                "known to me"))
                .path("id")
                .asString();
    }

    private static String decision(TestCredential who) {
        return RunningService.json(gums.ask(site.gatekeeper, "/api/v1/mappings", RunningService.chainBody(who)))
                .at("/results/0/decision")
                .asString();
    }

    /** How long it took. */
    private static Duration until(TestCredential who, String decision) {
        long start = System.nanoTime();
        while (!decision(who).equals(decision)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(who.slashName() + " is " + decision(who))
                    .isLessThan(Duration.ofSeconds(60));
            LockSupport.parkNanos(20_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The answer for a token whose claims the caller vouches for. */
    private static String decision(String issuer, String subject) {
        String body = JSON.writeValueAsString(
                Map.of("subjects", List.of(Map.of("claims", Map.of("iss", issuer, "sub", subject)))));
        return RunningService.json(gums.ask(site.storage, "/api/v1/mappings", body))
                .at("/results/0/decision")
                .asString();
    }

    private static void until(String issuer, String subject, String decision) {
        long start = System.nanoTime();
        while (!decision(issuer, subject).equals(decision)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(subject + " is " + decision(issuer, subject))
                    .isLessThan(Duration.ofSeconds(60));
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void aMembersTokenIsOnTheListAsHerCertificateIs() {
        TestCredential nina = site.ca.person("/DC=org/DC=gridauthz/CN=Nina");
        String ninas = entered(nina);
        until(nina, "permit");
        assertThat(decision(TOKENS, "8a3f11c2")).isEqualTo("deny");
        done(
                "POST",
                "/vos/dune/people/" + ninas + "/certificates",
                Map.of("kind", "TOKEN", "name", "8a3f11c2", "issuer", TOKENS, "reason", "her account there"));
        until(TOKENS, "8a3f11c2", "permit");
        assertThat(decision(TOKENS, "8A3F11C2")).as("another subject").isEqualTo("deny");
        assertThat(decision("https://other.example.org", "8a3f11c2"))
                .as("of another issuer")
                .isNotEqualTo("permit");

        done("POST", "/vos/dune/people/" + ninas + "/suspension", Map.of("code", "OTHER", "reason", "a test"));
        until(TOKENS, "8a3f11c2", "deny");
        assertThat(decision(nina)).isEqualTo("deny");
    }

    @Test
    void whoeverIsSuspendedIsRefusedAndWhoeverIsBackIsNot() {
        String alices = entered(site.alice);
        entered(bob);
        until(site.alice, "permit");
        until(bob, "permit");

        done("POST", "/vos/dune/people/" + alices + "/suspension", Map.of("code", "OTHER", "reason", "a test"));
        Duration took = until(site.alice, "deny");
        assertThat(took).as("in force at GUMS").isLessThan(Duration.ofSeconds(10));
        assertThat(decision(bob)).isEqualTo("permit");

        var back = voms.call(site.admin, "DELETE", "/api/v1/vos/dune/people/" + alices + "/suspension?reason=over", "");
        assertThat(back.statusCode()).isEqualTo(200);
        until(site.alice, "permit");

        // The VO's rules touch everybody: changes are not told, the list is read whole.
        done("PUT", "/vos/dune", Map.of("rules", Map.of("graceDays", 3), "reason", "stricter"));
        done("POST", "/vos/dune/people/" + alices + "/suspension", Map.of("code", "OTHER", "reason", "again"));
        until(site.alice, "deny");
        assertThat(decision(bob)).isEqualTo("permit");
    }
}
