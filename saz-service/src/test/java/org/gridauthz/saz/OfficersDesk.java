package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where security officers work: a running SAZ, called over mutual TLS, on one engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OfficersDesk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DUNE_OFFICER = "/DC=org/DC=gridauthz/CN=Dora Dune";
    private static final String SECOND = "/DC=org/DC=gridauthz/CN=Second Officer";
    private static final String THIRD = "/DC=org/DC=gridauthz/CN=Third Officer";

    @RegisterExtension
    final DatabaseBackend database;

    TestSite site;
    RunningService saz;
    TestCredential officer;
    TestCredential dora;
    TestCredential second;
    TestCredential third;

    private final List<String> settings;

    OfficersDesk(DatabaseBackend database, String... settings) {
        this.database = database;
        this.settings = List.of(settings);
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        site = new TestSite(directory);
        officer = site.admin;
        dora = site.ca.person(DUNE_OFFICER);
        second = site.ca.person(SECOND);
        third = site.ca.person(THIRD);
        saz = new RunningService(
                SazService.class,
                site,
                database.url(),
                Stream.concat(
                                Stream.of(
                                        "--gridauthz.access.admins[1].dn=" + DUNE_OFFICER,
                                        "--gridauthz.access.admins[1].vo=dune",
                                        "--gridauthz.access.admins[1].verbs=READ,BANS",
                                        "--gridauthz.access.admins[2].dn=" + SECOND,
                                        "--gridauthz.access.admins[2].verbs=READ,BANS",
                                        "--gridauthz.access.admins[3].dn=" + THIRD,
                                        "--gridauthz.access.admins[3].verbs=READ,BANS"),
                                settings.stream())
                        .toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        if (saz != null) {
            saz.close();
        }
    }

    String decision(String dn, String epoch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(Map.of("subjects", List.of(Map.of("dn", dn))))));
        HttpResponse<String> response = saz.send(
                site.gatekeeper,
                epoch == null
                        ? request.build()
                        : request.header("At-Least-Epoch", epoch).build());
        return RunningService.json(response).at("/results/0/decision").asString();
    }

    static Map<String, Object> ban(String kind, String value) {
        return Map.of("kind", kind, "value", value, "reason", "seen mining", "ticket", "SEC-1");
    }

    HttpResponse<String> post(String path, Map<String, ?> body) {
        return saz.call(officer, "POST", path, json(body));
    }

    /** A ban that is made; its id. */
    JsonNode banned(Map<String, ?> body) {
        HttpResponse<String> made = post("/api/v1/bans", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return RunningService.json(made);
    }

    static String json(Object body) {
        return JSON.writeValueAsString(body);
    }

    static String code(HttpResponse<String> response) {
        return RunningService.json(response).path("code").asString();
    }
}
