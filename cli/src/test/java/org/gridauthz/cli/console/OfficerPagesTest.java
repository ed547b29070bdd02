package org.gridauthz.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.cli.console.Browser.tabTo;
import static org.gridauthz.cli.console.ConsoleSite.origin;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a security officer does on the pages of SAZ, with two instances of it and one of GUMS running. */
@Tag("clients")
class OfficerPagesTest {
    private static final String EVE = "/DC=org/DC=gridauthz/CN=Eve <b>Ear";
    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static ConsoleSite site;
    static RunningService gums;
    static RunningService saz;
    static RunningService other;

    @BeforeAll
    static void start() {
        site = new ConsoleSite(folder, DATABASE.url());
        gums = site.gums();
        saz = site.saz("--gridauthz.console.gums=" + origin(gums));
        other = site.saz();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String decision(RunningService service, String path, TestCredential of) {
        HttpResponse<String> answer = service.ask(site.site.gatekeeper, path, RunningService.chainBody(of));
        return RunningService.json(answer)
                .path("results")
                .path(0)
                .path("decision")
                .asString();
    }

    /**
     * Nobody told her how: she opens the console, looks for the person, and follows what the pages offer. By then every instance refuses the person. The
     * two minutes are hers, for reading and typing; the pages take seconds of them.
     */
    @Test
    void anOfficerWhoHasNeverSeenItBansSomebodyWithinTwoMinutes() {
        TestCredential mallory = site.site.ca.person("/DC=org/DC=gridauthz/CN=Mallory Mine");
        assertThat(decision(saz, "/api/v1/decisions", mallory)).isEqualTo("permit");
        assertThat(decision(other, "/api/v1/decisions", mallory)).isEqualTo("permit");
        long opened = System.nanoTime();
        Page page = site.browser.as(site.site.admin, origin(saz));
        page.navigate(origin(saz) + "/console/");

        page.getByLabel("DN, FQAN, token or account").fill(mallory.slashName());
        page.getByText("Who is this?", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(page.getByText("permit").first()).isVisible();
        page.getByText("Ban it …").click();
        page.getByLabel("Reason").fill("mines coins on wn042");
        page.getByLabel("Ticket").fill("SEC-1234");
        page.getByText("Try it: whom would it hit?").click();
        assertThat(page.getByText("who came in the last 24 hours it hits")).isVisible();
        page.locator("button.danger").click();
        assertThat(page.getByText("In force on every instance")).isVisible();
        assertThat(page.locator("#reach li")).hasCount(3, new HasCountOptions().setTimeout(10_000));
        assertThat(page.locator("#reach")).containsText("gums ");
        Duration took = Duration.ofNanos(System.nanoTime() - opened);
        site.browser.look(page, "ban-first-time");

        assertThat(took).isLessThan(Duration.ofMinutes(2));
        assertThat(decision(saz, "/api/v1/decisions", mallory)).isEqualTo("deny");
        assertThat(decision(other, "/api/v1/decisions", mallory)).isEqualTo("deny");
        assertThat(decision(gums, "/api/v1/mappings", mallory)).isEqualTo("deny");
    }

    @Test
    void aBanIsMadeAndLiftedByTheKeyboardAlone() {
        Page page = site.browser.as(site.site.admin, origin(saz), origin(gums));
        page.navigate(origin(saz) + "/console/");
        page.keyboard().type(EVE);
        page.keyboard().press("Enter");
        assertThat(page.getByText("permit").first()).isVisible();
        assertThat(page.getByText("Never here.")).isVisible();
        site.browser.look(page, "who");

        tabTo(page, "Ban it …");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("What")).hasValue(EVE);
        tabTo(page, "Reason");
        page.keyboard().type(SCRIPT);
        tabTo(page, "Ticket");
        page.keyboard().type("SEC-1");
        site.browser.look(page, "ban-form");
        tabTo(page, "Try it: whom would it hit?");
        page.keyboard().press("Enter");
        assertThat(page.getByText("who came in the last 24 hours it hits")).isVisible();
        site.browser.look(page, "ban-dry-run");
        page.keyboard().press("Enter");
        assertThat(page.getByText("In force on every instance")).isVisible();
        assertThat(page.getByText(SCRIPT)).isVisible();
        site.browser.look(page, "ban-in-force");

        tabTo(page, "Reason");
        page.keyboard().type("a test");
        page.keyboard().press("Enter");
        assertThat(page.getByText("not banned")).isVisible();
        site.browser.look(page, "ban-lifted");

        page.navigate(origin(saz) + "/console/who?q=%2FCN%3Dx");
        page.getByText("GUMS").click();
        assertThat(page).hasURL(origin(gums) + "/console/who?q=%2FCN%3Dx");
    }

    @Test
    void aWholeVoWantsItsNameOnceMore() {
        Page page = site.browser.as(site.site.admin, origin(saz));
        page.navigate(origin(saz) + "/console/bans");
        page.getByLabel("Kind").selectOption("vo");
        page.getByLabel("What").fill("nova");
        page.getByLabel("Reason").fill("incident");
        page.getByLabel("Ticket").fill("SEC-2");
        page.getByText("Try it: whom would it hit?").click();
        site.browser.look(page, "ban-whole-vo");
        page.getByLabel("This hits all of it").fill("dune");
        page.locator("button.danger").click();
        assertThat(page.getByText("CONFIRMATION_REQUIRED")).isVisible();
        assertThat(page.locator("main [role=alert]")).isVisible();
    }
}
