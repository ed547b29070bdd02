package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.saz.decision.rest.DecisionCalls;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.RecordedQueries;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded queries of SAZ' clients, and of Argus', over mutual TLS against the service as it ships. */
class SazXacmlTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String PORT = "/saz/services/SAZXACMLAuthorizationServicePort";

    static TestSite site;
    static RunningService saz;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        saz = new RunningService(SazService.class, site, DATABASE.url());
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    private static HttpResponse<String> ask(TestCredential caller, String path, String body, String... headers) {
        return saz.send(
                caller,
                HttpRequest.newBuilder(saz.uri("service", path))
                        .header("Content-Type", "text/xml")
                        .header(
                                "At-Least-Epoch",
                                headers.length == 0
                                        ? saz.part(org.gridauthz.changes.Follower.class)
                                                .freshness()
                                                .epoch()
                                                .toString()
                                        : headers[0])
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static String answered(String path, String body, String... headers) {
        HttpResponse<String> response = ask(site.gatekeeper, path, body, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        // SAZ: plain Permit or Deny, the client runs with -authorization-only.
        assertThat(response.body()).doesNotContain("Obligation").contains("status:ok");
        return response.body();
    }

    /** Bans somebody and lifts it again. */
    private static String banned(String kind, String value) {
        HttpResponse<String> made = saz.call(
                site.admin,
                "POST",
                "/api/v1/bans",
                "{\"kind\":\"" + kind + "\",\"value\":\"" + value
                        + "\",\"reason\":\"stolen\",\"ticket\":\"T-1\",\"confirm\":\"" + value + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return RunningService.json(made).at("/epoch").asString();
    }

    @ParameterizedTest
    @CsvSource({
        PORT + ", globus-c",
        PORT + ", privilege-j",
        "/authz, arc-emi",
        "/authz, arc-cream",
        "/authz, arc-subject",
    })
    void everybodyMayComeUntilBanned(String path, String client) {
        String query = RecordedQueries.of(client).replace("Alice Adams", "Someone by " + client);
        assertThat(answered(path, query)).contains("<xacml-context:Decision>Permit</xacml-context:Decision>");
        String epoch = banned("dn", "/DC=org/DC=gridauthz/CN=Someone by " + client);
        assertThat(answered(path, query, epoch))
                .contains("<xacml-context:Decision>Deny</xacml-context:Decision>")
                .contains("<xacml-context:StatusMessage>banned (decision ");
    }

    @Test
    void aBanOfTheVoHitsWhoeverNamesIt() {
        String query =
                RecordedQueries.of("globus-c").replaceAll(">/dune[^<]*<", "><").replace(">dune<", ">icecube<");
        assertThat(answered(PORT, query)).contains(">Permit<");
        assertThat(answered(PORT, query, banned("vo", "icecube"))).contains(">Deny<");
    }

    @Test
    void oneBannedSubjectAmongTwoRefusesBoth() {
        String alice = "<XACMLcontext:AttributeValue>/DC=org/DC=gridauthz/CN=Alice Adams</XACMLcontext:AttributeValue>";
        String both = RecordedQueries.of("globus-c").replace(alice, alice + alice.replace("Alice Adams", "Mallory"));
        assertThat(answered(PORT, both)).contains(">Permit<");
        assertThat(answered(PORT, both, banned("dn", "/DC=org/DC=gridauthz/CN=Mallory")))
                .contains(">Deny<");
    }

    @Test
    void anEpochFromTheFutureIsAFaultAndNoAnswer() {
        String epoch = saz.part(org.gridauthz.changes.Follower.class)
                .freshness()
                .epoch()
                .toString();
        String ahead = epoch.substring(0, epoch.lastIndexOf(':') + 1) + "999999";
        HttpResponse<String> response = ask(site.gatekeeper, PORT, RecordedQueries.of("globus-c"), ahead);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).contains("<faultstring>EPOCH_AHEAD").doesNotContain("Decision>");
    }

    @ParameterizedTest
    @CsvSource({PORT + ", globus-c", "/authz, arc-emi", "/authz, pep"})
    void aFaultOfOurOwnIsAFaultAndNoDeny(String path, String client) throws ReflectiveOperationException {
        DecisionCalls calls = saz.part(DecisionCalls.class);
        Field decider = DecisionCalls.class.getDeclaredField("decider");
        decider.setAccessible(true);
        Object whole = decider.get(calls);
        decider.set(calls, null);
        try {
            String body = client.equals("pep") ? RecordedQueries.pep() : RecordedQueries.of(client);
            HttpResponse<String> response = ask(site.gatekeeper, path, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(500);
            assertThat(response.body())
                    .contains("internal (decision ")
                    .doesNotContain("Deny", "Permit", "Exception", "Decision>");
        } finally {
            decider.set(calls, whole);
        }
    }
}
