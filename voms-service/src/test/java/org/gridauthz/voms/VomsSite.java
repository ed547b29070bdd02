package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running VOMS with people to call it. */
public final class VomsSite implements AutoCloseable {
    public static final String CA = "/DC=org/DC=gridauthz/CN=Test CA";

    private static final JsonMapper JSON = new JsonMapper();

    public final TestSite site;
    public final RunningService service;
    private final Map<String, TestCredential> people = new HashMap<>();

    public VomsSite(Path directory, String databaseUrl, String... more) {
        site = new TestSite(directory);
        service = new RunningService(VomsService.class, site, databaseUrl, more);
    }

    /** The certificate of a person of the site. */
    public TestCredential person(String name) {
        return people.computeIfAbsent(name, cn -> site.ca.person(dn(cn)));
    }

    public static String dn(String name) {
        return "/DC=org/DC=gridauthz/CN=" + name;
    }

    /** A call on the admin listener. */
    public HttpResponse<String> call(TestCredential who, String method, String path, Object body) {
        return service.call(who, method, path, body == null ? "" : JSON.writeValueAsString(body));
    }

    /** A call that must be done. */
    public JsonNode done(TestCredential who, String method, String path, Object body) {
        HttpResponse<String> response = call(who, method, path, body);
        assertThat(response.statusCode())
                .as(method + " " + path + " " + response.body())
                .isIn(200, 201);
        return RunningService.json(response);
    }

    public JsonNode get(TestCredential who, String path) {
        return done(who, "GET", path, null);
    }

    /** A call that must be refused. */
    public void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(RunningService.json(response).at("/code").asString()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("Exception");
    }

    /** A VO whose admin is "Vera Vo". */
    public void found(String vo, Map<String, Object> rules) {
        done(
                site.admin,
                "POST",
                "/api/v1/vos",
                Map.of(
                        "name",
                        vo,
                        "description",
                        "a VO for tests",
                        "contact",
                        vo + "@example.org",
                        "admin",
                        dn("Vera Vo"),
                        "adminIssuer",
                        CA,
                        "rules",
                        rules,
                        "reason",
                        "founded for a test"));
    }

    /** Somebody entered by the VO's admin; her id. */
    public String enter(String vo, String name) {
        String[] names = name.split(" ");
        return done(
                        person("Vera Vo"),
                        "POST",
                        "/api/v1/vos/" + vo + "/people",
                        Map.of(
                                "givenName",
                                names[0],
                                "familyName",
                                names[1],
                                "email",
                                names[0].toLowerCase(java.util.Locale.ROOT) + "@example.org",
                                "certificates",
                                List.of(Map.of("name", dn(name), "issuer", CA)),
                                "reason",
                                "known to me"))
                .at("/id")
                .asString();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        service.close();
    }
}
