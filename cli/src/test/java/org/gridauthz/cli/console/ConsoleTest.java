package org.gridauthz.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an officer, an operator, a VO manager and a user do on the pages, in a real browser over mutual TLS. */
@Tag("clients")
class ConsoleTest {
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");
    private static final String EVE = "/DC=org/DC=gridauthz/CN=Eve <b>Ear";
    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static TestSite site;
    static RunningService gums;
    static RunningService saz;
    static RunningService voms;
    static Browser browser;

    @BeforeAll
    static void start() {
        site = new TestSite(folder);
        gums = new RunningService(
                GumsService.class, site, DATABASE.url(), "--gridauthz.initial-policy=" + POLICY.toAbsolutePath());
        String gumsConsole = "--gridauthz.console.gums=" + gums.uri("admin", "/");
        // Of the services' settings of one name the first on the class path counts here.
        saz = new RunningService(SazService.class, site, DATABASE.url(), "--spring.application.name=saz", gumsConsole);
        voms = new RunningService(
                VomsService.class, site, DATABASE.url(), "--spring.application.name=voms", gumsConsole);
        browser = new Browser(folder);
    }

    @AfterAll
    static void stop() {
        browser.close();
        voms.close();
        saz.close();
        gums.close();
    }

    private static String origin(RunningService service) {
        return service.uri("admin", "").toString();
    }

    @Test
    void anOfficerBansAndSeesItArriveEverywhere() {
        Page page = browser.as(site.admin, origin(saz), origin(gums));
        page.navigate(origin(saz) + "/console/");
        page.getByLabel("DN, FQAN, token or account").fill(EVE);
        page.keyboard().press("Enter");
        assertThat(page.getByText("permit").first()).isVisible();
        assertThat(page.getByText("Never here.")).isVisible();
        browser.look(page, "who");

        page.getByText("Ban it …").click();
        assertThat(page.getByLabel("What")).hasValue(EVE);
        page.getByLabel("Reason").fill(SCRIPT);
        page.getByLabel("Ticket").fill("SEC-1");
        browser.look(page, "ban-form");
        page.getByText("Try it: whom would it hit?").click();
        assertThat(page.getByText("who came in the last 24 hours it hits")).isVisible();
        browser.look(page, "ban-dry-run");
        page.locator("button.danger").click();
        assertThat(page.getByText("In force on every instance")).isVisible();
        assertThat(page.getByText("saz ")).not().hasCount(0);
        assertThat(page.getByText(SCRIPT)).isVisible();
        browser.look(page, "ban-in-force");

        page.getByLabel("Reason").fill("a test");
        page.getByText("Lift", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("not banned")).isVisible();
        browser.look(page, "ban-lifted");

        page.navigate(origin(saz) + "/console/who?q=%2FCN%3Dx");
        page.getByText("GUMS").click();
        assertThat(page).hasURL(origin(gums) + "/console/who?q=%2FCN%3Dx");
    }

    @Test
    void aWholeVoWantsItsNameOnceMore() {
        Page page = browser.as(site.admin, origin(saz));
        page.navigate(origin(saz) + "/console/bans");
        page.getByLabel("Kind").selectOption("vo");
        page.getByLabel("What").fill("nova");
        page.getByLabel("Reason").fill("incident");
        page.getByLabel("Ticket").fill("SEC-2");
        page.getByText("Try it: whom would it hit?").click();
        page.getByLabel("This hits all of it").fill("dune");
        page.locator("button.danger").click();
        assertThat(page.getByText("CONFIRMATION_REQUIRED")).isVisible();
    }

    @Test
    void accountsPoolsAndPolicyAreSeenAndTried() {
        gums.ask(site.gatekeeper, "/api/v1/mappings", RunningService.chainBody(site.vo.proxy(site.alice, "/dune")));
        Page page = browser.as(site.admin, origin(gums));
        page.navigate(origin(gums) + "/console/pools");
        browser.look(page, "pools");
        page.getByText("dune", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText(site.alice.slashName())).isVisible();
        browser.look(page, "pool");

        page.navigate(origin(gums) + "/console/policy");
        browser.look(page, "policy");
        page.locator("main table a").first().click();
        page.getByLabel("Assertions, YAML").fill("""
            about: the sample
            cases:
              - {dn: /CN=x, fqans: [/dune/Role=production], expect: dunepro}
              - {dn: /CN=x, fqans: [/dune/Role=production], expect: root}
            """);
        browser.look(page, "policy-version");
        page.getByText("Test", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("2 tried, 1 failed")).isVisible();
        assertThat(page.getByText("expected root, found dunepro")).isVisible();
        browser.look(page, "policy-tested");
        page.goBack();
        page.getByLabel("Change it")
                .fill(page.getByLabel("Change it").inputValue().replace("dune001-100", "dune001-150"));
        page.getByText("What would it mean?").click();
        assertThat(page.getByText("dune001-150").first()).isVisible();
        browser.look(page, "policy-draft");
        page.getByLabel("Reason").fill("more accounts");
        page.getByText("Store it as a version", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByLabel("Reason").fill("more accounts");
        page.getByRole(
                        com.microsoft.playwright.options.AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Put in force"))
                .click();
        assertThat(page.locator("main tbody tr").first()).containsText("in force");
        browser.look(page, "policy-applied");
    }

    @Test
    void aLargePoolIsPaged() {
        for (String range : new String[] {"big00001-05000", "big05001-10000"}) {
            HttpResponse<String> added = gums.call(
                    site.admin,
                    "POST",
                    "/api/v1/pools/big/accounts",
                    "{\"range\":\"" + range + "\",\"reason\":\"many\"}");
            assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        }
        Page page = browser.as(site.admin, origin(gums));
        page.navigate(origin(gums) + "/console/pools/big?from=9900");
        assertThat(page.locator("caption")).hasText("9901 to 10000 of 10000");
        page.getByText("Before").click();
        assertThat(page.locator("tbody tr")).hasCount(200);
    }

    @Test
    void instancesAndCommunitiesAreShown() {
        for (RunningService service : new RunningService[] {gums, saz, voms}) {
            Page page = browser.as(site.admin, origin(service));
            page.navigate(origin(service) + "/console/instances");
            assertThat(page.getByText("fresh").first()).isVisible();
            browser.look(page, "instances");
            page.navigate(origin(service) + "/console/communities");
            browser.look(page, "communities");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
        }
    }

    @Test
    void aUserAppliesAndAMemberSigns() {
        TestCredential vera = site.ca.person("/DC=org/DC=gridauthz/CN=Vera Vo");
        voms.call(
                site.admin,
                "POST",
                "/api/v1/vos",
                "{\"name\":\"cms\",\"description\":\"muons\",\"contact\":\"c@example.org\",\"admin\":\""
                        + vera.slashName() + "\",\"reason\":\"agreed\"}");
        voms.call(
                vera,
                "POST",
                "/api/v1/vos/cms/aup",
                "{\"version\":\"1.0\",\"text\":\"Be good.\",\"reason\":\"first\"}");
        voms.call(vera, "PUT", "/api/v1/vos/cms/aup/current", "{\"version\":\"1.0\",\"reason\":\"decided\"}");
        voms.call(
                vera,
                "POST",
                "/api/v1/vos/cms/people",
                "{\"givenName\":\"Vera\",\"familyName\":\"Vo\",\"email\":\"vera@example.org\",\"certificates\":[{\"name\":\""
                        + vera.slashName() + "\"}],\"reason\":\"herself\"}");
        Page user = browser.as(site.alice, origin(voms));
        user.navigate(origin(voms) + "/console/vo/cms");
        user.getByLabel("Given name").fill("Alice");
        user.getByLabel("Family name").fill("Adams");
        user.getByLabel("Mail address").fill("alice@example.org");
        user.getByLabel("I accept the rules of use").check();
        browser.look(user, "vo-apply");
        user.getByText("Apply", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(user.getByText("MEMBERSHIP : SUBMITTED")).isVisible();
        browser.look(user, "vo-applied");

        Page manager = browser.as(vera, origin(voms));
        manager.navigate(origin(voms) + "/console/vo/cms");
        assertThat(manager.getByText("My membership")).isVisible();
        manager.getByText("I have read them and sign").click();
        assertThat(manager.getByText("You signed version 1.0")).isVisible();
        manager.getByLabel("New group").fill("/cms/higgs");
        manager.getByLabel("Reason").fill("wanted");
        manager.getByText("Add the group").click();
        assertThat(manager.getByText("/cms/higgs").first()).isVisible();
        browser.look(manager, "vo-member");
        manager.navigate(origin(voms) + "/console/vo/cms/people");
        browser.look(manager, "vo-people");
        manager.navigate(origin(voms) + "/console/vo/cms/applications?state=SUBMITTED");
        assertThat(manager.getByText("alice@example.org")).isVisible();
        browser.look(manager, "vo-applications");
    }

    /** What a browser that another site abuses would send is refused; so is a reader's wish to change by looking. */
    @Test
    void otherSitesChangeNothing() {
        HttpResponse<String> page = saz.get(site.admin, "/console/bans");
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
        assertThat(saz.get(site.admin, "/console/bans/try").statusCode()).isGreaterThanOrEqualTo(400);
        HttpResponse<String> elsewhere = saz.send(
                site.admin,
                HttpRequest.newBuilder(saz.uri("service", "/console/bans")).build());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        HttpResponse<String> stranger = saz.get(site.alice, "/console/bans");
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
        return saz.send(site.admin, request.build());
    }
}
