package org.gridauthz.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.cli.console.ConsoleSite.origin;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a user and those who look after a VO do on the pages of VOMS. */
@Tag("clients")
class VoPagesTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static ConsoleSite site;
    static RunningService voms;
    static TestCredential vera;

    @BeforeAll
    static void start() {
        site = new ConsoleSite(folder, DATABASE.url());
        voms = site.voms();
        vera = site.site.ca.person("/DC=org/DC=gridauthz/CN=Vera Vo");
        done(
                site.site.admin,
                "POST",
                "/api/v1/vos",
                "{\"name\":\"cms\",\"description\":\"muons\",\"contact\":\"c@example.org\",\"admin\":\""
                        + vera.slashName() + "\",\"reason\":\"agreed\"}");
        done(vera, "POST", "/api/v1/vos/cms/aup", "{\"version\":\"1.0\",\"text\":\"Be good.\",\"reason\":\"first\"}");
        done(vera, "PUT", "/api/v1/vos/cms/aup/current", "{\"version\":\"1.0\",\"reason\":\"decided\"}");
        done(
                vera,
                "POST",
                "/api/v1/vos/cms/people",
                "{\"givenName\":\"Vera\",\"familyName\":\"Vo\",\"email\":\"vera@example.org\",\"certificates\":[{\"name\":\""
                        + vera.slashName() + "\"}],\"reason\":\"herself\"}");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void done(TestCredential who, String method, String path, String body) {
        HttpResponse<String> answer = voms.call(who, method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private static void press(Locator where, String name) {
        where.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static Locator form(Page page, String button) {
        return page.locator(
                "form",
                new Page.LocatorOptions().setHas(page.locator("button", new Page.LocatorOptions().setHasText(button))));
    }

    @Test
    void aUserAppliesAndAMemberSigns() {
        Page user = site.browser.as(site.site.alice, origin(voms));
        user.navigate(origin(voms) + "/console/vo/cms");
        user.getByLabel("Given name").fill("Alice");
        user.getByLabel("Family name").fill("Adams");
        user.getByLabel("Mail address").fill("alice@example.org");
        user.getByLabel("I accept the rules of use").check();
        site.browser.look(user, "vo-apply");
        press(user.locator("main"), "Apply");
        assertThat(user.getByText("MEMBERSHIP : SUBMITTED")).isVisible();
        site.browser.look(user, "vo-applied");

        Page manager = site.browser.as(vera, origin(voms));
        manager.navigate(origin(voms) + "/console/");
        manager.getByText("cms", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(manager.getByText("My membership")).isVisible();
        manager.getByText("I have read them and sign").click();
        assertThat(manager.getByText("You signed version 1.0")).isVisible();
        site.browser.look(manager, "vo-member");
        manager.navigate(origin(voms) + "/console/vo/cms/people");
        site.browser.look(manager, "vo-people");
        manager.navigate(origin(voms) + "/console/vo/cms/applications?state=SUBMITTED");
        assertThat(manager.getByText("alice@example.org")).isVisible();
        site.browser.look(manager, "vo-applications");
    }

    @Test
    void aManagerKeepsGroupsRolesRightsAndInstitutions() {
        Page page = site.browser.as(vera, origin(voms));
        page.navigate(origin(voms) + "/console/vo/cms");
        page.getByLabel("New group").fill("/cms/higgs");
        form(page, "Add the group").getByLabel("Reason").fill("wanted");
        page.getByText("Add the group").click();
        assertThat(page.locator("h1")).hasText("/cms/higgs");
        site.browser.look(page, "vo-group");

        form(page, "Put it in").getByLabel("Name").fill(site.site.alice.slashName());
        page.getByLabel("MEMBERSHIP_READ").check();
        page.getByLabel("MEMBERSHIP_WRITE").check();
        form(page, "Put it in").getByLabel("Reason").fill("she looks after it");
        page.getByText("Put it in").click();
        Locator entry = page.locator("tbody tr", new Page.LocatorOptions().setHasText(site.site.alice.slashName()));
        assertThat(entry).containsText("MEMBERSHIP_READ, MEMBERSHIP_WRITE");
        site.browser.look(page, "vo-acl");
        entry.getByLabel("Reason").fill("she left");
        press(entry, "Remove");
        assertThat(entry).hasCount(0);
        page.getByText("What groups founded below start with").first().click();
        assertThat(page.locator("h2").nth(2)).hasText("What groups founded below start with");
        site.browser.look(page, "vo-default-acl");

        page.navigate(origin(voms) + "/console/vo/cms/roles");
        form(page, "Create it").getByLabel("Name").fill("production");
        form(page, "Create it").getByLabel("Reason").fill("asked for");
        page.getByText("Create it").click();
        assertThat(page.locator("tbody")).containsText("production");
        site.browser.look(page, "vo-roles");

        page.navigate(origin(voms) + "/console/vo/cms/institutions");
        form(page, "Enter it").getByLabel("Name").fill("A Laboratory");
        form(page, "Enter it").getByLabel("Reason").fill("joined");
        page.getByText("Enter it").click();
        assertThat(page.getByText("Nobody speaks for it.")).isVisible();
        form(page, "Appoint").getByLabel("Who speaks for it").fill("vera@example.org");
        form(page, "Appoint").getByLabel("Reason").fill("elected");
        page.getByText("Appoint").click();
        assertThat(page.getByText("Speaks no longer for it")).isVisible();
        site.browser.look(page, "vo-institutions");
    }

    @Test
    void aPersonIsPutIntoAGroupAndAppointed() {
        done(vera, "POST", "/api/v1/vos/cms/groups", "{\"path\":\"/cms/top\",\"reason\":\"wanted\"}");
        done(vera, "POST", "/api/v1/vos/cms/roles", "{\"name\":\"pilot\",\"reason\":\"wanted\"}");
        Page page = site.browser.as(vera, origin(voms));
        page.navigate(origin(voms) + "/console/vo/cms/people?q=vera");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Vera Vo"))
                .click();
        form(page, "Put her in").getByLabel("Group").fill("/cms/top");
        form(page, "Put her in").getByLabel("Role").fill("pilot");
        form(page, "Put her in").getByLabel("Reason").fill("asked for");
        page.getByText("Put her in").click();
        Locator held = page.locator("tbody tr", new Page.LocatorOptions().setHasText("/cms/top/Role=pilot"));
        assertThat(held).isVisible();
        form(page, "Appoint").getByLabel("Group").fill("/cms/top");
        form(page, "Appoint").getByLabel("Reason").fill("elected");
        page.getByText("Appoint").click();
        site.browser.look(page, "vo-person");
        held.getByLabel("Reason").fill("no longer");
        press(held, "Take away");
        assertThat(held).hasCount(0);
    }
}
