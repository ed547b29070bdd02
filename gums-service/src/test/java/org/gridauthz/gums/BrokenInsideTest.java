package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.testkit.clients.RecordedQueries;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault of our own, on every wire: an error of that wire, never a Deny, and nothing of its inside is told. */
class BrokenInsideTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static OldInterfaces old;
    static GumsInstance gums;

    @BeforeAll
    static void start() throws ReflectiveOperationException {
        old = new OldInterfaces(directory, DATABASE.url());
        gums = old.gums;
        Field mapper = MappingCalls.class.getDeclaredField("mapper");
        mapper.setAccessible(true);
        mapper.set(gums.context.getBean(MappingCalls.class), null);
    }

    @AfterAll
    static void stop() {
        old.close();
    }

    private static HttpResponse<String> send(String wire) {
        String issuer = org.gridauthz.gums.alise.AliseKeys.issuerName("https://issuer.example.org");
        return switch (wire) {
            case "gums-xacml" ->
                post("/gums/services/GUMSXACMLAuthorizationServicePort", RecordedQueries.of("globus-c"));
            case "argus-pdp" -> post("/authz", RecordedQueries.of("arc-emi"));
            case "argus-pep" -> post("/authz", RecordedQueries.pep());
            case "gums-admin" ->
                old.post(
                        gums.gatekeeper,
                        "admin",
                        OldInterfaces.body("mapUser", OldInterfaces.HOST, OldInterfaces.ALICE, ""));
            case "gums-json" ->
                get(
                        "service",
                        "/gums/json/mapGridIdentity?resource-x509-id=" + OldInterfaces.HOST + "&subject-x509-id="
                                + OldInterfaces.ALICE.replace(" ", "%20"));
            case "alise" -> get("alise", "/api/v1/target/d/mapping/issuer/" + issuer + "/user/carol?apikey=secret");
            default -> throw new AssertionError(wire);
        };
    }

    private static HttpResponse<String> post(String path, String body) {
        return gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", path))
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpResponse<String> get(String listener, String path) {
        return gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri(listener, path)).build());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gums-xacml | <faultstring>INTERNAL: see the log</faultstring>",
                "argus-pdp  | <faultstring>INTERNAL: see the log</faultstring>",
                "argus-pep  | INTERNAL: see the log",
                "gums-admin | <faultstring>INTERNAL: see the log</faultstring>",
                "gums-json  | {\"result\":\"ERROR\",\"message\":\"INTERNAL: see the log\"}",
                "alise      | {\"message\":\"internal error\"}",
            })
    void isAnErrorAndNoAnswer(String wire, String told) {
        HttpResponse<String> response = send(wire);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(500);
        assertThat(response.body())
                .contains(told)
                .doesNotContain("Deny", "Permit", "Exception:", "null", "FAILED", "org.gridauthz");
    }
}
