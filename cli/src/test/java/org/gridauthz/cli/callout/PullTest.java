package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** gridauthz-pull against running services and against servers that answer badly. */
@Tag("clients")
class PullTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @TempDir
    Path own;

    private static CalloutSite site;
    private static SSLContext tls;
    private Path file;
    private Path count;

    @BeforeAll
    static void start() {
        site = new CalloutSite(directory, DATABASE.url());
        tls = site.site
                .ca
                .host("/DC=org/DC=gridauthz/CN=localhost", "localhost")
                .sslContext(List.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void place() {
        file = own.resolve("pulled file");
        count = own.resolve("count");
    }

    private ScriptRun pull(String from, String path, String... options) {
        List<String> all = new ArrayList<>(site.credential());
        for (String one : from.split(" ")) {
            all.addAll(List.of("--from", one));
        }
        all.addAll(List.of("--state", own.resolve("state").toString(), "--timeout", "5"));
        all.addAll(List.of("--after", "echo x >> '" + count + "'"));
        all.addAll(List.of(options));
        all.addAll(List.of(path, file.toString()));
        return ScriptRun.of("gridauthz-pull", Map.of(), "", all);
    }

    private long changes() throws IOException {
        return Files.exists(count) ? Files.readAllLines(count).size() : 0;
    }

    @Test
    void aBanReachesTheFileAndTheCommandRunsOnceAChange() throws IOException {
        String saz = site.url(site.saz);
        site.ban("dn", "/DC=org/CN=First \"quoted\" $(id)");
        assertThat(pull(saz, "banfiles/ban-mapfile").exit()).isZero();
        assertThat(Files.readString(file)).contains("\"/DC=org/CN=First \\\"quoted\\\" $(id)\"\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(changes()).isEqualTo(1);
        assertThat(pull("https://localhost:1 " + saz, "banfiles/ban-mapfile").exit())
                .isZero();
        assertThat(changes()).isEqualTo(1);

        site.ban("dn", "/DC=org/CN=Second");
        assertThat(pull(saz, "banfiles/ban-mapfile", "--wait", "1").exit()).isZero();
        assertThat(Files.readString(file)).contains("/CN=First").contains("/CN=Second");
        assertThat(changes()).isEqualTo(2);
        try (Stream<Path> left = Files.list(own)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("pulled file", "count", "state");
        }
    }

    @Test
    void aFileThatSomebodyChangedOrRemovedIsFetchedAnew() throws IOException {
        String gums = site.url(site.gums);
        assertThat(pull(gums, "mapfiles/voms-mapfile").exit()).isZero();
        String good = Files.readString(file);
        assertThat(good).contains("dunepro");
        Files.writeString(file, "\"/*\" root\n");
        assertThat(pull(gums, "mapfiles/voms-mapfile").exit()).isZero();
        assertThat(file).hasContent(good);
        Files.delete(file);
        assertThat(pull(gums, "mapfiles/voms-mapfile").exit()).isZero();
        assertThat(file).hasContent(good);
    }

    @Test
    void aCommandThatFailsIsRepeated() throws IOException {
        String gums = site.url(site.gums);
        assertThat(pull(gums, "mapfiles/voms-mapfile", "--after", "exit 9").exit())
                .isEqualTo(1);
        assertThat(pull(gums, "mapfiles/voms-mapfile").exit()).isZero();
        assertThat(changes()).isEqualTo(1);
        assertThat(pull(gums, "mapfiles/voms-mapfile").exit()).isZero();
        assertThat(changes()).isEqualTo(1);
    }

    private static String tag(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ok(String body, int sent) {
        return "HTTP/1.1 200 OK\r\nETag: \"" + tag(body) + "\"\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body.substring(0, sent);
    }

    private static String lines(int number) {
        StringBuilder text = new StringBuilder("# heading\n");
        for (int i = 0; i < number; i++) {
            text.append("\"/CN=").append(i).append("\" user").append(i).append('\n');
        }
        return text.toString();
    }

    private ScriptRun pullOf(String answer, String... options) throws IOException {
        try (FaultyServer server = FaultyServer.of(tls, answer)) {
            return pull(server.url(), "mapfiles/grid-mapfile", options);
        }
    }

    static Stream<Arguments> bad() {
        String body = lines(20);
        return Stream.of(
                arguments("503", "HTTP/1.1 503 no\r\nContent-Length: 0\r\n\r\n"),
                arguments("404", "HTTP/1.1 404 no\r\nContent-Length: 9\r\n\r\nnot found"),
                arguments("cut", ok(body, 50)),
                arguments(
                        "cut, no length",
                        "HTTP/1.0 200 OK\r\nETag: \"" + tag(body) + "\"\r\n\r\n" + body.substring(0, 50)),
                arguments("a page", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"),
                arguments("redirect", "HTTP/1.1 301 no\r\nLocation: https://localhost/\r\nContent-Length: 0\r\n\r\n"),
                arguments("304 for nothing", "HTTP/1.1 304 no\r\n\r\n"),
                arguments("no HTTP", "220 ready\r\n"),
                arguments("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void theLastGoodFileIsKept(String name, String answer) throws IOException {
        Files.writeString(file, lines(20));
        ScriptRun run = pullOf(answer);
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(file).hasContent(lines(20));
        assertThat(changes()).isZero();
        try (FaultyServer faulty = FaultyServer.of(tls, answer)) {
            ScriptRun next = pull(faulty.url() + " " + site.url(site.gums), "mapfiles/voms-mapfile", "--accept-shrink");
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(Files.readString(file)).contains("dunepro");
        }
    }

    static Stream<Arguments> shrunken() {
        return Stream.of(
                arguments("half is still good", 20, 10, 0, new String[] {}),
                arguments("less than half", 20, 9, 1, new String[] {}),
                arguments("a few may go", 10, 1, 0, new String[] {}),
                arguments("but not all", 3, 0, 1, new String[] {}),
                arguments("unless that may be", 3, 0, 0, new String[] {"--empty-ok"}),
                arguments("nor many at once then", 20, 0, 1, new String[] {"--empty-ok"}),
                arguments("a stricter setting", 20, 18, 1, new String[] {"--shrink", "5"}),
                arguments("accepted", 20, 0, 0, new String[] {"--accept-shrink"}),
                arguments("grown", 3, 300, 0, new String[] {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shrunken")
    void aSuspiciouslyShrunkenFileIsNotTaken(String name, int before, int now, int exit, String[] options)
            throws IOException {
        Files.writeString(file, lines(before));
        ScriptRun run = pullOf(ok(lines(now), lines(now).length()), options);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(file).hasContent(exit == 0 ? lines(now) : lines(before));
        assertThat(changes()).isEqualTo(exit == 0 ? 1 : 0);
    }

    @Test
    void aFirstFileThatIsEmptyIsNoMap() throws IOException {
        assertThat(pullOf(ok(lines(0), lines(0).length())).exit()).isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(pullOf(ok("", 0), "--empty-ok").exit()).isZero();
        assertThat(file).isEmptyFile();
    }

    @Test
    void aSilentServerIsGivenUp() throws IOException {
        Files.writeString(file, lines(2));
        try (FaultyServer silent = FaultyServer.of(tls, null)) {
            ScriptRun run = pull(silent.url(), "mapfiles/grid-mapfile", "--timeout", "1");
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.millis()).isLessThan(10_000);
        }
        assertThat(file).hasContent(lines(2));
    }

    @Test
    void wrongUsageTouchesNothing() {
        for (String[] options : new String[][] {{"--shrink", "x"}, {"--mode", "u+s"}, {"--nonsense", "1"}}) {
            assertThat(pull("https://localhost:1", "mapfiles/grid-mapfile", options)
                            .exit())
                    .isEqualTo(2);
        }
        assertThat(file).doesNotExist();
    }
}
