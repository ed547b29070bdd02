package org.gridauthz.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ClientCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.gridauthz.testkit.ca.TestCredential;

/** Debian's Chromium without a window, presenting a person's certificate; every page it shows is kept as a picture. */
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "console");
    /** Milliseconds; a page answers in a tenth of a second on a machine that has nothing else to do. */
    private static final double PATIENCE = 60_000;

    private static final int MOST_STOPS = 200;
    private static final String ACCESSIBLE = resource("accessible.js");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium;
    private final Path folder;
    private final List<String> scolded = new ArrayList<>();

    Browser(Path folder) {
        this.folder = folder;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    /** A window of this person, who has certificates for these places. */
    Page as(TestCredential person, String... origins) {
        Path certificate = person.writeChain(folder.resolve("browser.pem"));
        Path key = person.writeKey(folder.resolve("browser.key"));
        scolded.clear();
        List<ClientCertificate> certificates = new ArrayList<>();
        for (String origin : origins) {
            certificates.add(
                    new ClientCertificate(origin).setCertPath(certificate).setKeyPath(key));
        }
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setClientCertificates(certificates));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onDialog(dialog -> {
            scolded.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                scolded.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(scolded::add);
        return page;
    }

    /** Keeps a picture, and holds the page against what every page promises. */
    void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(page.evaluate(ACCESSIBLE))
                .as("what people who cannot see well, or have no mouse, miss on " + name)
                .isEqualTo(List.of());
        assertThat(scolded).as("what the browser complained of at " + name).isEmpty();
    }

    /** Goes by the keyboard alone to what has this label or text, and sees that one sees where she is. */
    static void tabTo(Page page, String wanted) {
        for (int i = 0; i < MOST_STOPS; i++) {
            page.keyboard().press("Tab");
            String here = (String)
                    page.evaluate("() => { const one = document.activeElement; return one.labels && one.labels.length ?"
                            + " one.labels[0].textContent.trim() : one.textContent.trim(); }");
            if (here.equals(wanted)) {
                assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
                        .as("one sees that she is at " + wanted)
                        .isEqualTo("solid");
                return;
            }
        }
        throw new AssertionError("the keyboard does not lead to " + wanted + " on " + page.url());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
            // Only a function is called; a remark before it would make it an expression.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
