package org.gridauthz.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.cli.console.ConsoleSite.origin;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What others chose, names, reasons, what is typed, is text on every page; what other sites send changes nothing. */
@Tag("clients")
class ConsoleSafetyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Not a word of it is a group's name, so that it can stand in a URL of ours too. */
    private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}${7*7}";

    private static final String HOSTILE_DN =
            "/DC=org/DC=gridauthz/CN=M '\"><script>alert(3)</script><svg onload=alert(4)>";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static ConsoleSite site;
    static RunningService gums;
    static RunningService saz;
    static RunningService voms;
    static TestCredential mallory;

    @BeforeAll
    static void start() {
        site = new ConsoleSite(folder, DATABASE.url());
        gums = site.gums();
        saz = site.saz();
        voms = site.voms();
        mallory = site.site.ca.person(HOSTILE_DN);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String done(RunningService service, String method, String path, Map<String, ?> body) {
        HttpResponse<String> answer = service.call(site.site.admin, method, path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(path + answer.body()).isLessThan(300);
        return RunningService.json(answer).path("id").asString("");
    }

    private static void show(Page page, RunningService service, String name, String... paths) {
        for (String path : paths) {
            page.navigate(origin(service) + path);
            assertThat(page.locator("main img, main script, main svg[onload]").count())
                    .as(path)
                    .isZero();
            site.browser.look(page, name + path.replaceAll("[^a-z]+", "-"));
        }
    }

    @Test
    void hostileNamesAreTextOnThePagesOfTheOfficer() {
        saz.ask(site.site.gatekeeper, "/api/v1/decisions", RunningService.chainBody(mallory));
        String ban = done(
                saz,
                "POST",
                "/api/v1/bans",
                Map.of("kind", "dn", "value", mallory.slashName(), "reason", HOSTILE, "ticket", HOSTILE));
        String typed = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
        String name = URLEncoder.encode(mallory.slashName(), StandardCharsets.UTF_8);
        Page page = site.browser.as(mallory, origin(saz));
        page.navigate(origin(saz) + "/console/bans");
        assertThat(page.getByText("RIGHT_MISSING")).isVisible();
        assertThat(page.locator(".who")).containsText("<script>alert(3)</script>");

        page = site.browser.as(site.site.admin, origin(saz));
        show(
                page,
                saz,
                "hostile-saz",
                "/console/bans",
                "/console/bans?q=" + typed,
                "/console/bans?value=" + typed,
                "/console/bans/" + ban,
                "/console/who?q=" + name,
                "/console/who?q=" + typed,
                "/console/bans/waiting",
                "/console/instances",
                "/console/communities");
        page.navigate(origin(saz) + "/console/bans/" + ban);
        assertThat(page.locator("main")).containsText(HOSTILE);
    }

    @Test
    void hostileNamesAreTextOnThePagesOfMappings() {
        TestCredential proxy = site.site.vo.proxy(mallory, "/dune");
        gums.ask(site.site.gatekeeper, "/api/v1/mappings", RunningService.chainBody(proxy));
        String typed = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
        String name = URLEncoder.encode(mallory.slashName(), StandardCharsets.UTF_8);
        long version = RunningService.json(gums.get(site.site.admin, "/api/v1/policies"))
                .path("versions")
                .path(0)
                .path("version")
                .asLong();
        HttpResponse<String> stored = gums.send(
                site.site.admin,
                HttpRequest.newBuilder(gums.uri("admin", "/api/v1/policies?reason=" + typed))
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(gums.get(site.site.admin, "/api/v1/policies/" + version)
                                .body()))
                        .build());
        assertThat(stored.statusCode()).as(stored.body()).isLessThan(300);
        Page page = site.browser.as(site.site.admin, origin(gums));
        show(
                page,
                gums,
                "hostile-gums",
                "/console/pools",
                "/console/pools/dune",
                "/console/pools/dune?q=" + typed,
                "/console/pools/%3Cscript%3Ealert(5)%3Cscript%3E",
                "/console/policy",
                "/console/who?q=" + name,
                "/console/who?q=" + typed);
        page.navigate(origin(gums) + "/console/policy");
        assertThat(page.locator("main")).containsText(HOSTILE);
    }

    @Test
    void hostileNamesAreTextOnThePagesOfAVo() {
        String place = "/api/v1/vos/xss";
        done(
                voms,
                "POST",
                "/api/v1/vos",
                Map.of(
                        "name",
                        "xss",
                        "description",
                        HOSTILE,
                        "contact",
                        "c@example.org",
                        "admin",
                        site.site.admin.slashName(),
                        "reason",
                        HOSTILE));
        done(voms, "POST", place + "/aup", Map.of("version", "1", "text", HOSTILE, "reason", HOSTILE));
        done(voms, "PUT", place + "/aup/current", Map.of("version", "1", "reason", HOSTILE));
        done(voms, "POST", place + "/groups", Map.of("path", "/xss/a", "description", HOSTILE, "reason", HOSTILE));
        done(voms, "POST", place + "/roles", Map.of("name", "pilot", "description", HOSTILE, "reason", HOSTILE));
        done(voms, "POST", place + "/institutions", Map.of("name", HOSTILE, "reason", HOSTILE));
        String person = done(
                voms,
                "POST",
                place + "/people",
                Map.of(
                        "givenName",
                        HOSTILE,
                        "familyName",
                        HOSTILE,
                        "email",
                        "m@example.org",
                        "reason",
                        HOSTILE,
                        "certificates",
                        List.of(Map.of("name", mallory.slashName()))));
        done(
                voms,
                "PUT",
                place + "/acl",
                Map.of(
                        "group",
                        "/xss",
                        "kind",
                        "CERTIFICATE",
                        "name",
                        mallory.slashName(),
                        "permissions",
                        "ALL",
                        "reason",
                        HOSTILE));
        done(voms, "POST", place + "/people/" + person + "/suspension", Map.of("code", "OTHER", "reason", HOSTILE));
        Page page = site.browser.as(site.site.admin, origin(voms));
        String typed = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
        show(
                page,
                voms,
                "hostile-voms",
                "/console/vo",
                "/console/vo/xss",
                "/console/vo/xss/people",
                "/console/vo/xss/people?q=" + typed,
                "/console/vo/xss/people/" + person,
                "/console/vo/xss/applications",
                "/console/vo/xss/group?group=%2Fxss",
                "/console/vo/xss/group?group=%2Fxss&role=pilot",
                "/console/vo/xss/roles",
                "/console/vo/xss/institutions");
        page.navigate(origin(voms) + "/console/vo/xss/group?group=" + typed);
        assertThat(page.locator("h1")).hasText("That was refused");
        assertThat(page.locator("main img, main script")).hasCount(0);
        Page herself = site.browser.as(mallory, origin(voms));
        show(herself, voms, "hostile-herself", "/console/vo/xss");
    }

    /** What a browser that another site abuses would send is refused; so is a reader's wish to change by looking. */
    @Test
    void otherSitesChangeNothing() {
        HttpResponse<String> page = saz.get(site.site.admin, "/console/bans");
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("__Host-").contains("Secure", "HttpOnly", "SameSite=Strict");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String token = pair.substring(pair.indexOf('=') + 1);
        String form = "kind=dn&value=%2FCN%3DMallory&reason=x&ticket=x&csrf=";
        assertThat(post(form + token, pair, "same-origin").statusCode()).isEqualTo(302);
        assertThat(post(form + token, pair, "cross-site").statusCode()).isEqualTo(403);
        assertThat(post(form + token, pair, "same-site").statusCode()).isEqualTo(403);
        assertThat(post(form + token, pair, null).statusCode()).isEqualTo(403);
        assertThat(post(form + "guess", pair, "same-origin").statusCode()).isEqualTo(403);
        assertThat(post(form, pair, "same-origin").statusCode()).isEqualTo(403);
        assertThat(post(form + token, null, "same-origin").statusCode()).isEqualTo(403);
        assertThat(saz.get(site.site.admin, "/console/bans/try").statusCode()).isGreaterThanOrEqualTo(400);
        HttpResponse<String> elsewhere = saz.send(
                site.site.admin,
                HttpRequest.newBuilder(saz.uri("service", "/console/bans")).build());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        HttpResponse<String> stranger = saz.get(site.site.alice, "/console/bans");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.body()).contains("RIGHT_MISSING", "<h1>That was refused</h1>");
    }

    private static HttpResponse<String> post(String form, String cookie, String fetchSite) {
        HttpRequest.Builder request = HttpRequest.newBuilder(saz.uri("admin", "/console/bans"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        if (fetchSite != null) {
            request.header("Sec-Fetch-Site", fetchSite);
        }
        return saz.send(site.site.admin, request.build());
    }
}
