package org.gridauthz.cli.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.cli.console.ConsoleSite.origin;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pages that every service has: its instances, and its communities under a load that is real. */
@Tag("clients")
class CommonPagesTest {
    private static final int CALLERS = 24;
    private static final int SUBJECTS = 500;

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static ConsoleSite site;
    static RunningService saz;

    @BeforeAll
    static void start() throws IOException {
        site = new ConsoleSite(folder, DATABASE.url());
        Path communities = Files.writeString(folder.resolve("communities.yaml"), """
            format: 1
            cpus: 1
            communities:
              - {name: gatekeepers, hosts: [ce1.example.org], weight: 3, queue: 64}
              - {name: storage, hosts: [se1.example.org], weight: 1}
            """);
        saz = site.saz("--gridauthz.communities=" + communities);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void instancesAreShownWithTheirHealthAndTheWayAroundIsByKeyboard() {
        Page page = site.browser.as(site.site.admin, origin(saz));
        page.navigate(origin(saz) + "/console/instances");
        assertThat(page.getByText("fresh").first()).isVisible();
        for (String term : new String[] {"Health", "Epoch", "Age of its knowledge", "Clock", "Capacity used"}) {
            assertThat(page.locator("dt", new Page.LocatorOptions().setHasText(term)))
                    .isVisible();
        }
        assertThat(page.locator("dd").first()).containsText("version ");
        assertThat(page.getByText(Pattern.compile("\\d+ % of the processors"))).isVisible();
        DATABASE.jdbc()
                .sql("INSERT INTO instance (id, name, service, version, place, state, generation, seq, known_ms,"
                        + " clock_ms, used_permille) VALUES ('a', 'vm1:7', 'gums', '0.0.9', 'a', 'REMOVED', '',"
                        + " -1, 0, 0, 815), ('b', 'vm2:7', 'gums', NULL, 'b', 'REMOVED', '', -1, 0, 0, NULL)")
                .update();
        assertThat(row(page, "vm1:7")).containsText("0.0.9"); // by itself, without a reload
        assertThat(row(page, "vm1:7").locator("td.alarm", new Locator.LocatorOptions().setHasText("82 %")))
                .isVisible();
        assertThat(row(page, "vm2:7")).containsText("an older one");
        assertThat(row(page, "vm2:7")).containsText("not known");
        site.browser.look(page, "instances");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
    }

    private static Locator row(Page page, String instance) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(instance));
    }

    /** More calls than the one seat takes: the page, open all the while, shows who computes and who waits. */
    @Test
    void communitiesAreAPictureOfTheLoadThatTheSchedulerHas() throws Exception {
        Page page = site.browser.as(site.site.admin, origin(saz));
        page.navigate(origin(saz) + "/console/communities");
        assertThat(page.locator("svg g")).hasCount(4);
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("gatekeepers")))
                .containsText("0");
        AtomicBoolean more = new AtomicBoolean(true);
        String one = "{\"dn\":\"/DC=org/CN=Somebody\",\"fqans\":[]}";
        String body = "{\"subjects\":[" + String.join(",", Collections.nCopies(SUBJECTS, one)) + "]}";
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = saz.client(site.site.gatekeeper)) {
            HttpRequest call = HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            List<Future<Void>> calling = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calling.add(callers.submit(() -> {
                    while (more.get()) {
                        try {
                            client.send(call, BodyHandlers.discarding());
                        } catch (IOException refused) {
                            // Closed without a word, as those are whom there is no time left to tell no.
                        }
                    }
                    return null;
                }));
            }
            try {
                page.waitForFunction("() => { const row = [...document.querySelectorAll('tbody tr')]"
                        + ".find(one => one.cells[0].textContent === 'gatekeepers');"
                        + " return Number(row.cells[1].textContent) > 0 && Number(row.cells[2].textContent) > 0; }");
                assertThat((Double) page.evaluate("() => Number([...document.querySelectorAll('svg g')]"
                                + ".find(one => one.textContent.includes('gatekeepers'))"
                                + ".querySelector('.share').getAttribute('width')) + 0.5"))
                        .isGreaterThan(100);
                site.browser.look(page, "communities-under-load");
            } finally {
                more.set(false);
            }
            for (Future<Void> caller : calling) {
                caller.get();
            }
        }
        page.waitForFunction("() => [...document.querySelectorAll('tbody tr')]"
                + ".every(one => Number(one.cells[2].textContent) === 0)");
        site.browser.look(page, "communities");
    }
}
