package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.gums.AdminDesk.refused;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A write that is sent again under its key is one write; another one under that key is refused. */
class AdminOnceTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String SAMPLE = GumsInstance.resource("policy/sample-policy.yaml");
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private static GumsInstance gums;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(directory, DATABASE.url(), SAMPLE);
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    @Test
    void aWriteUnderOneKeyIsOneWrite() {
        HttpRequest request = HttpRequest.newBuilder(gums.uri("admin", "/api/v1/policies?reason=once"))
                .header("Content-Type", YAML)
                .header("Idempotency-Key", "just-this-once")
                .POST(BodyPublishers.ofString(SAMPLE))
                .build();
        HttpResponse<String> once = gums.send(gums.admin, request);
        HttpResponse<String> twice = gums.send(gums.admin, request);
        assertThat(GumsInstance.json(once).at("/repeated").asBoolean()).isFalse();
        assertThat(GumsInstance.json(twice).at("/repeated").asBoolean()).isTrue();
        assertThat(GumsInstance.json(twice).at("/version").asLong())
                .isEqualTo(GumsInstance.json(once).at("/version").asLong());
    }

    @Test
    void poolAndManualWritesUnderOneKeyAreOneWrite() {
        record Call(String method, String path, String body) {}
        String dn = "/DC=org/CN=Only Once";
        String name = dn.replace("/", "%2F").replace(" ", "%20").replace("=", "%3D");
        for (Call call : List.of(
                new Call("POST", "/api/v1/pools/once/accounts", "{\"range\":\"once1-3\",\"reason\":\"r\"}"),
                new Call("PUT", "/api/v1/pools/once/locks/once2", "{\"reason\":\"r\"}"),
                new Call("DELETE", "/api/v1/pools/once/locks/once2?reason=r", ""),
                new Call("DELETE", "/api/v1/pools/once/accounts/once1-3?reason=r", ""),
                new Call("POST", "/api/v1/groups/once/members", "{\"dn\":\"" + dn + "\",\"reason\":\"r\"}"),
                new Call("DELETE", "/api/v1/groups/once/members?reason=r&dn=" + name, ""),
                new Call(
                        "POST",
                        "/api/v1/accountmaps/once/entries",
                        "{\"dn\":\"" + dn + "\",\"account\":\"once\",\"reason\":\"r\"}"),
                new Call("DELETE", "/api/v1/accountmaps/once/entries?reason=r&dn=" + name, ""))) {
            String key = "once " + call.method() + call.path();
            HttpResponse<String> first = keyed(key, call.method(), call.path(), call.body());
            assertThat(first.statusCode()).as(call + first.body()).isEqualTo(200);
            assertThat(GumsInstance.json(first).at("/repeated").asBoolean()).isFalse();
            HttpResponse<String> again = keyed(key, call.method(), call.path(), call.body());
            assertThat(again.statusCode()).as(call + again.body()).isEqualTo(200);
            assertThat(GumsInstance.json(again).at("/repeated").asBoolean())
                    .as(call.toString())
                    .isTrue();
            assertThat(GumsInstance.json(again).at("/epoch"))
                    .isEqualTo(GumsInstance.json(first).at("/epoch"));
            refused(
                    keyed(key, "POST", "/api/v1/groups/once/members", "{\"dn\":\"/CN=Other\",\"reason\":\"other\"}"),
                    409,
                    "CONFLICT");
        }
    }

    private static HttpResponse<String> keyed(String key, String method, String path, String body) {
        return gums.send(
                gums.admin,
                HttpRequest.newBuilder(gums.uri("admin", path))
                        .header("Content-Type", JSON)
                        .header("Idempotency-Key", key)
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }
}
