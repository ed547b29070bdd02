package org.gridauthz.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.cli.console.ConsoleSite.origin;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who becomes which account, pools and policy, on the pages of GUMS. */
@Tag("clients")
class MappingPagesTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static ConsoleSite site;
    static RunningService gums;

    @BeforeAll
    static void start() {
        site = new ConsoleSite(folder, DATABASE.url());
        gums = site.gums();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void accountsPoolsAndPolicyAreSeenAndTried() {
        gums.ask(
                site.site.gatekeeper,
                "/api/v1/mappings",
                RunningService.chainBody(site.site.vo.proxy(site.site.alice, "/dune")));
        Page page = site.browser.as(site.site.admin, origin(gums));
        page.navigate(origin(gums) + "/console/pools");
        site.browser.look(page, "pools");
        page.getByText("dune", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText(site.site.alice.slashName())).isVisible();
        site.browser.look(page, "pool");

        page.navigate(origin(gums) + "/console/policy");
        site.browser.look(page, "policy");
        page.locator("main table a").first().click();
        page.getByLabel("Assertions, YAML").fill("""
            about: the sample
            cases:
              - {dn: /CN=x, fqans: [/dune/Role=production], expect: dunepro}
              - {dn: /CN=x, fqans: [/dune/Role=production], expect: root}
            """);
        site.browser.look(page, "policy-version");
        page.getByText("Test", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("2 tried, 1 failed")).isVisible();
        assertThat(page.getByText("expected root, found dunepro")).isVisible();
        site.browser.look(page, "policy-tested");
        page.goBack();
        page.getByLabel("Change it")
                .fill(page.getByLabel("Change it").inputValue().replace("dune001-100", "dune001-150"));
        page.getByText("What would it mean?").click();
        assertThat(page.getByText("dune001-150").first()).isVisible();
        site.browser.look(page, "policy-draft");
        page.getByLabel("Reason").fill("more accounts");
        page.getByText("Store it as a version", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByLabel("Reason").fill("more accounts");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Put in force"))
                .click();
        assertThat(page.locator("main tbody tr").first()).containsText("in force");
        site.browser.look(page, "policy-applied");
    }

    @Test
    void aPoolOfAHundredThousandIsReadInParts() {
        for (String range : new String[] {"big000001-050000", "big050001-100000"}) {
            HttpResponse<String> added = gums.call(
                    site.site.admin,
                    "POST",
                    "/api/v1/pools/big/accounts",
                    "{\"range\":\"" + range + "\",\"reason\":\"many\"}");
            assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        }
        Page page = site.browser.as(site.site.admin, origin(gums));
        page.navigate(origin(gums) + "/console/pools");
        assertThat(page.locator("main tbody")).containsText("100000");
        page.navigate(origin(gums) + "/console/pools/big?from=99900");
        assertThat(page.locator("caption")).hasText("99901 to 100000 of 100000");
        long asked = System.nanoTime();
        page.getByText("Before").click();
        assertThat(page.locator("tbody tr")).hasCount(200);
        assertThat(page.locator("tbody tr").first()).containsText("big099701");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        page.getByLabel("Account or holder holds").fill("BIG07777");
        page.getByText("Find").click();
        assertThat(page.locator("caption")).hasText("1 to 10 of 10");
        site.browser.look(page, "pool-of-100000");
    }
}
