package org.gridauthz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.FreePort;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** docs/guides is true: every command of every page, read from it, is run by a shell against running services, as whom the page is for. */
@Tag("clients")
class GuidesTest {
    private static final Path GUIDES = Path.of("..", "docs", "guides");
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");
    private static final Pattern RUN = Pattern.compile("<!-- run (\\d\\d) as (\\w+)(?: with (a proxy))? -->");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^( *)```sh\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static TestSite site;
    static RunningService gums;
    static RunningService saz;
    static RunningService voms;
    static final Map<String, TestCredential> PEOPLE = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        site = new TestSite(folder);
        gums = new RunningService(
                GumsService.class, site, DATABASE.url(), "--gridauthz.initial-policy=" + POLICY.toAbsolutePath());
        // Of the services' settings of one name the first on the class path counts here.
        saz = new RunningService(SazService.class, site, DATABASE.url(), "--spring.application.name=saz");
        voms = new RunningService(
                VomsService.class,
                site,
                DATABASE.url(),
                "--spring.application.name=voms",
                "--gridauthz.authority.host=localhost",
                "--gridauthz.authority.vos[0].name=dune",
                "--gridauthz.authority.vos[0].port=" + FreePort.take());
        PEOPLE.put("ada", site.admin);
        PEOPLE.put("vera", site.ca.person("/DC=org/DC=gridauthz/CN=Vera Vo"));
        PEOPLE.put("jane", site.ca.person("/DC=org/DC=gridauthz/CN=Jane Doe"));
        PEOPLE.put("nina", site.ca.person("/DC=org/DC=gridauthz/CN=Nina New"));
        Path command = Files.writeString(
                folder.resolve("gridauthz"),
                "#!/bin/sh\nexec " + ProcessHandle.current().info().command().orElseThrow()
                        + " -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' org.gridauthz.cli.GridAuthz \"$@\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        for (Map.Entry<String, TestCredential> one : PEOPLE.entrySet()) {
            one.getValue().writeChain(folder.resolve(one.getKey() + ".pem"));
            one.getValue().writeKey(folder.resolve(one.getKey() + ".key"));
        }
        site.vo.proxy(site.alice, "/dune").writeProxy(folder.resolve("alice.proxy"));
        write("vomsdir/dune/localhost.lsc", "/api/v1/vos/dune/lsc");
        write("vomses", "/api/v1/vomses");
    }

    @AfterAll
    static void stop() {
        voms.close();
        saz.close();
        gums.close();
    }

    private static void write(String file, String path) throws IOException {
        HttpResponse<String> answer = voms.get(site.admin, path);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (answer.statusCode() == 404 && System.nanoTime() < end) { // the VO's port is being opened
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            answer = voms.get(site.admin, path);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), answer.body());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> all = Files.walk(GUIDES)) {
            return all.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    @Test
    void everyCommandIsDoneInTheOrderOfTheGuides() throws Exception {
        Map<String, Path> inOrder = new TreeMap<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher run = RUN.matcher(text);
            assertThat(run.find())
                    .as(page + " says who runs its commands")
                    .isEqualTo(BLOCK.matcher(text).find());
            run.reset();
            if (run.find()) {
                assertThat(inOrder.put(run.group(1), page))
                        .as("two pages " + run.group(1))
                        .isNull();
            }
        }
        assertThat(inOrder).hasSizeGreaterThan(12);
        for (Path page : inOrder.values()) {
            if (page.endsWith("let-somebody-in.md")) {
                ninaApplies();
            }
            follow(page);
        }
    }

    /** All blocks of a page are one script: what one sets the next may use. */
    private static void follow(Path page) throws Exception {
        String text = Files.readString(page);
        Matcher run = RUN.matcher(text);
        assertThat(run.find()).isTrue();
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            script.append(block.group(2).replaceAll("(?m)^" + block.group(1), ""));
        }
        Path work = Files.createDirectories(folder.resolve("work-" + run.group(1)));
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script.toString())
                .directory(work.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("PATH", folder + ":" + System.getenv("PATH"));
        environment.put("GUMS_ADMIN_URL", gums.uri("admin", "").toString());
        environment.put("SAZ_ADMIN_URL", saz.uri("admin", "").toString());
        environment.put("VOMS_ADMIN_URL", voms.uri("admin", "").toString());
        environment.put("X509_USER_CERT", folder.resolve(run.group(2) + ".pem").toString());
        environment.put("X509_USER_KEY", folder.resolve(run.group(2) + ".key").toString());
        environment.put("X509_CERT_DIR", site.anchors().toString());
        environment.put("X509_VOMS_DIR", site.vomsdir().toString());
        environment.put("VOMSES", folder.resolve("vomses").toString());
        environment.put("PROXY", folder.resolve("alice.proxy").toString());
        environment.put("MEMBER_CERT", folder.resolve("jane.pem").toString());
        environment.put("MEMBER_KEY", folder.resolve("jane.key").toString());
        if (page.endsWith("get-a-proxy.md") || run.group(3) != null) {
            environment.put(
                    "X509_USER_PROXY", folder.resolve(run.group(2) + ".proxy").toString());
        }
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(page + "\n" + script + "\n" + said).isZero();
    }

    /** Somebody applies on the pages, and has the code of the mail that would be sent to her. */
    private static void ninaApplies() {
        TestCredential nina = PEOPLE.get("nina");
        HttpResponse<String> applied = voms.call(
                nina,
                "POST",
                "/api/v1/vos/dune/applications",
                "{\"kind\":\"MEMBERSHIP\",\"givenName\":\"Nina\",\"familyName\":\"New\",\"email\":\"nina@example.org\"}");
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        String mail = JdbcClient.create(DATABASE.dataSource())
                .sql("SELECT body FROM mail WHERE recipient = 'nina@example.org'")
                .query(String.class)
                .list()
                .getFirst();
        Matcher code = Pattern.compile("code: +([0-9a-f]{32})").matcher(mail);
        assertThat(code.find()).as(mail).isTrue();
        HttpResponse<String> confirmed = voms.call(
                nina,
                "POST",
                "/api/v1/vos/dune/applications/"
                        + RunningService.json(applied).path("id").asString() + "/confirmation",
                "{\"code\":\"" + code.group(1) + "\"}");
        assertThat(confirmed.statusCode()).as(confirmed.body()).isLessThan(300);
    }

    @Test
    void everyLinkLeadsSomewhereAndTheReadmeLeadsToEveryPage() throws IOException {
        String index = Files.readString(GUIDES.resolve("README.md"));
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)).normalize())
                        .as(page + " links " + link.group(1))
                        .exists();
            }
            if (!page.endsWith("README.md")) {
                assertThat(index).contains("(" + GUIDES.relativize(page) + ")");
            }
        }
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("docs/guides/README.md", "docs/architecture.md", "docs/threat-model.md");
    }
}
