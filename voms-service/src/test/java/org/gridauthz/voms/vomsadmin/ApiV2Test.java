package org.gridauthz.voms.vomsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** VOMS-Admin's JSON as old software asks it, over the store. */
class ApiV2Test {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static VomsSite voms;
    static TestCredential vera;
    static String alice;
    static String bob;

    @BeforeAll
    static void start() {
        voms = new VomsSite(directory, DATABASE.url());
        voms.found("dune", Map.of());
        vera = voms.person("Vera Vo");
        alice = voms.enter("dune", "Alice Adams");
        bob = voms.enter("dune", "Bob Brown");
        String carol = voms.enter("dune", "Carol Clark");
        voms.done(vera, "POST", "/api/v1/vos/dune/groups", Map.of("path", "/dune/far", "reason", "wanted"));
        voms.done(vera, "POST", "/api/v1/vos/dune/roles", Map.of("name", "pilot", "reason", "wanted"));
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/dune/people/" + alice + "/memberships",
                Map.of("group", "/dune/far", "role", "pilot", "reason", "she pilots"));
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/dune/people/" + alice + "/certificates",
                Map.of("name", VomsSite.dn("Robot: <Alice> & Co"), "issuer", VomsSite.CA, "reason", "her robot"));
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/dune/people/" + carol + "/suspension",
                Map.of("reason", "left without a word"));
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static HttpResponse<String> api(String method, String path, String body, boolean guard) {
        HttpRequest.Builder request = HttpRequest.newBuilder(voms.service.uri("service", "/voms/dune/apiv2/" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (guard) {
            request.header("X-VOMS-CSRF-GUARD", "y");
        }
        return voms.service.send(vera, request.build());
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningService.json(response);
    }

    @Test
    void usersAreListed() {
        JsonNode page = json(api("GET", "users.action?startIndex=0&pageSize=2", "", true));
        assertThat(page.at("/count").asInt()).isEqualTo(3);
        assertThat(page.at("/pageSize").asInt()).isEqualTo(2);
        assertThat(page.at("/result").size()).isEqualTo(2);
        JsonNode user = page.at("/result/0");
        assertThat(user.at("/name").asString()).isEqualTo("Alice");
        assertThat(user.at("/surname").asString()).isEqualTo("Adams");
        assertThat(user.at("/emailAddress").asString()).isEqualTo("alice@example.org");
        assertThat(user.at("/creationTime").asString()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(user.at("/suspended").asBoolean()).isFalse();
        assertThat(user.has("suspensionReason")).isFalse();
        assertThat(user.at("/certificates/0/subjectString").asString()).isEqualTo(VomsSite.dn("Alice Adams"));
        assertThat(user.at("/certificates/0/issuerString").asString()).isEqualTo(VomsSite.CA);
        List<String> fqans = new ArrayList<>();
        user.at("/fqans").forEach(one -> fqans.add(one.asString()));
        assertThat(fqans).containsExactly("/dune", "/dune/far", "/dune/far/Role=pilot");
        JsonNode suspended = json(api("GET", "suspended-users", "", true));
        assertThat(suspended.at("/result/0/surname").asString()).isEqualTo("Clark");
        assertThat(suspended.at("/result/0/suspensionReason").asString()).isEqualTo("left without a word");
        JsonNode found = json(api(
                "GET",
                "user-info?dn=" + VomsSite.encoded(VomsSite.dn("Bob Brown")) + "&ca=" + VomsSite.encoded(VomsSite.CA),
                "",
                true));
        assertThat(found.at("/id").asString()).isEqualTo(bob);
        assertThat(json(api("GET", "user-info?userId=" + alice, "", true))
                        .at("/surname")
                        .asString())
                .isEqualTo("Adams");
        assertThat(json(api("GET", "user-stats.action", "", true))
                        .at("/usersCount")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void oneIsSuspendedAndRestored() {
        String dora = voms.enter("dune", "Dora Dunn");
        String whom =
                "\"certificateSubject\":\"" + VomsSite.dn("Dora Dunn") + "\",\"caSubject\":\"" + VomsSite.CA + "\"";
        // Rights of the VO's own count on every listener.
        json(api("POST", "suspend-user.action", "{" + whom + ",\"suspensionReason\":\"lost her key\"}", true));
        JsonNode now = json(api("GET", "user-info?userId=" + dora, "", true));
        assertThat(now.at("/suspensionReason").asString()).isEqualTo("lost her key");
        json(api("POST", "restore-user", "{" + whom + "}", true));
        assertThat(json(api("GET", "user-info?userId=" + dora, "", true))
                        .at("/suspended")
                        .asBoolean())
                .isFalse();
        voms.done(vera, "POST", "/api/v1/vos/dune/people/" + dora + "/suspension", Map.of("reason", "clean up"));
    }

    @Test
    void withoutTheGuardNothingIsSaidOrDone() {
        String body = "{\"userId\":\"" + bob + "\",\"suspensionReason\":\"a page did it\"}";
        for (HttpResponse<String> response : List.of(
                api("GET", "users", "", false),
                api("GET", "user-info?userId=" + bob, "", false),
                api("GET", "user-stats", "", false),
                api("POST", "suspend-user", body, false),
                api("POST", "restore-user", body, false))) {
            voms.refused(response, 403, "RIGHT_MISSING");
        }
        voms.refused(api("GET", "user-info?userId=nobody", "", true), 404, "NOT_FOUND");
    }
}
