package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.RecordedQueries;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Recorded queries of GUMS' clients, and of Argus', over mutual TLS against the service as it ships. */
class GumsXacmlTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String PORT = "/gums/services/GUMSXACMLAuthorizationServicePort";
    private static final String ACCOUNT = "http://authz-interop.org/xacml/obligation/account";

    static GumsInstance gums;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(
                directory,
                DATABASE.url(),
                GumsInstance.resource("policy/sample-policy.yaml"),
                "--gridauthz.access.callers[1].dn=/DC=org/DC=gridauthz/CN=ce1.example.org",
                "--gridauthz.access.callers[1].vouch=dune");
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    /** Production maps to "dunepro" in the group "dune"; so the client has to know the extension of 2014. */
    private static String query(String name) {
        return RecordedQueries.of(name).replace("obligation/secondary-gids", "obligation/account");
    }

    private static HttpResponse<String> ask(TestCredential caller, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gums.uri("service", path))
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return gums.send(caller, request.build());
    }

    private static String answered(String body) {
        HttpResponse<String> response = ask(gums.gatekeeper, PORT, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
        return response.body();
    }

    private static void fault(HttpResponse<String> response, int status, String text) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body())
                .contains("<faultstring>" + text)
                .doesNotContain("Decision>")
                .doesNotContain("Exception");
    }

    @Test
    void recordedClientsGetTheirAccount() {
        for (String client : List.of("globus-c", "privilege-j")) {
            assertThat(answered(query(client)))
                    .contains("<xacml-context:Decision>Permit</xacml-context:Decision>")
                    .contains("InResponseTo=\"ID-1")
                    .contains("obligation/account\"")
                    .contains("attribute/username\" DataType=\"http://www.w3.org/2001/XMLSchema#string\">dunepro<")
                    .contains(
                            "attribute/primary-groupname\" DataType=\"http://www.w3.org/2001/XMLSchema#string\">dune<");
        }
    }

    @Test
    void aGroupThatTheClientCannotBeToldIsNoPermit() {
        assertThat(answered(query("globus-c").replace(ACCOUNT, "http://example.org/other")))
                .contains("<xacml-context:Decision>Indeterminate</xacml-context:Decision>")
                .contains("urn:oasis:names:tc:xacml:1.0:status:processing-error")
                .doesNotContain("Obligations");
    }

    /** Client J fails on a null pointer without it, whether it announced the obligation or not. */
    @Test
    void aRefusedMappingCarriesAnEmptyUsername() {
        String unknown = query("privilege-j").replace("Alice Adams", "Nobody").replaceAll("/dune", "/other");
        String empty = "<xacml:Obligation ObligationId=\"http://authz-interop.org/xacml/obligation/username\""
                + " FulfillOn=\"Permit\"/></xacml:Obligations>";
        for (String body : List.of(unknown, unknown.replace("pep-oblig-supported", "x"))) {
            assertThat(answered(body))
                    .contains("<xacml-context:Decision>Deny</xacml-context:Decision>")
                    .contains("no-matching-group")
                    .contains(empty);
        }
        assertThat(ask(gums.gatekeeper, "/authz", unknown).body())
                .contains(">Deny<")
                .doesNotContain("Obligations");
    }

    @Test
    void arcAsksForTheDecisionAlone() {
        for (String profile : List.of("arc-emi", "arc-cream")) {
            HttpResponse<String> response = ask(gums.gatekeeper, "/authz", query(profile));
            assertThat(response.body()).as(profile).contains(">Permit<").doesNotContain("Obligations");
        }
    }

    /** Without the right to vouch the member list decides, and "dune" has never been read here: nobody can know. */
    @Test
    void whatTheCallerMayNotVouchForIsNotBelieved() {
        TestCredential other = gums.ca.host("/DC=org/DC=gridauthz/CN=ce2.example.org", "ce2.example.org");
        String body = query("globus-c").replace("ce1.example.org", "ce2.example.org");
        fault(ask(other, PORT, body), 500, "member-list-missing (decision ");
        String disclaimed = query("globus-c")
                .replace(
                        "voms-primary-fqan\"",
                        "voms-primary-fqan\" Issuer=\"http://authz-interop.org/xacml/issuer/none\"");
        fault(ask(gums.gatekeeper, PORT, disclaimed), 500, "member-list-missing (decision ");
    }

    @Test
    void anotherHostNeedsTheRightToAskForIt() {
        String body = query("globus-c").replace("ce1.example.org", "wn7.example.org");
        fault(ask(gums.gatekeeper, PORT, body), 403, "RIGHT_MISSING");
        assertThat(ask(gums.storage, PORT, body).body()).contains(">Permit<");
        // The host's name alone is the caller itself.
        String named = query("globus-c").replaceAll("<[^>]*resource-x509-id.*?</XACMLcontext:Attribute>", "");
        assertThat(answered(named)).contains(">Permit<");
        String unknown = query("globus-c").replace("ce1.example.org", "host.elsewhere");
        fault(ask(gums.storage, PORT, unknown), 500, "host-not-configured (decision ");
    }

    @Test
    void twoSubjectsAreBothAskedAbout() {
        String alice = "<XACMLcontext:AttributeValue>/DC=org/DC=gridauthz/CN=Alice Adams</XACMLcontext:AttributeValue>";
        String two = query("globus-c").replace(alice, alice + alice.replace("Alice Adams", "Bob Brown"));
        assertThat(answered(two)).contains(">Permit<").contains(">dunepro<");
    }

    @Test
    void whatCannotBeReadIsAFaultAndNeverADeny() {
        fault(ask(gums.gatekeeper, PORT, "<x/>"), 500, "NOT_A_QUERY: ");
        fault(ask(gums.gatekeeper, PORT, "{\"subjects\":[]}"), 500, "XML_MALFORMED: ");
        fault(ask(gums.gatekeeper, PORT, "x".repeat(2 << 20)), 413, "BODY_TOO_LARGE: ");
        fault(ask(gums.gatekeeper, PORT, query("globus-c"), "At-Least-Epoch", "nonsense"), 500, "EPOCH_MALFORMED");
        HttpResponse<String> get = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", PORT)).build());
        fault(get, 405, "METHOD_NOT_ALLOWED");
    }

    /** ARC puts the whole URI into the request line; C asks for the connection to be closed. */
    @Test
    void theRequestLineMayHoldTheWholeUri() throws Exception {
        int port = gums.uri("service", "/").getPort();
        byte[] body = query("arc-emi").getBytes(StandardCharsets.UTF_8);
        try (SSLSocket socket = (SSLSocket) gums.gatekeeper
                .sslContext(List.of(gums.ca.certificate()))
                .getSocketFactory()
                .createSocket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST https://localhost:" + port + "/authz HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nSOAPAction: \"\"\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").contains(">Permit<");
        }
    }

    private static HttpResponse<String> pep(String body) {
        return gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", "/authz"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }

    /** Argus' C client: the same path, Hessian in base64, labelled as a form. */
    @Test
    void argusClientsAreMapped() {
        HttpResponse<String> permit = pep(RecordedQueries.pep());
        assertThat(permit.statusCode()).as(permit.body()).isEqualTo(200);
        assertThat(decoded(permit.body()))
                .contains("decisionI\0\0\0\1")
                .contains("http://glite.org/xacml/obligation/local-environment-map/posix")
                .containsSubsequence("attribute/user-id", "dunepro", "attribute/group-id", "dune");
        byte[] request = Base64.getMimeDecoder().decode(RecordedQueries.pep());
        String unknown = new String(request, StandardCharsets.ISO_8859_1)
                .replace("Alice Adams", "Alice Adamz")
                .replace("/dune", "/nude");
        HttpResponse<String> deny =
                pep(Base64.getEncoder().encodeToString(unknown.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(decoded(deny.body()))
                .contains("decisionI\0\0\0\0")
                .contains("no-matching-group")
                .doesNotContain("obligation/");
        HttpResponse<String> malformed = pep("AAAA");
        assertThat(malformed.statusCode()).isEqualTo(500);
        assertThat(malformed.body()).startsWith("NOT_A_QUERY: ");
    }
}
