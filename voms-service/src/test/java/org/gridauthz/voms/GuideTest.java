package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.port.Line;
import org.gridauthz.voms.port.VoPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** docs/voms.md is true: its calls, read from the page and made in its order, are all done. */
class GuideTest {
    private static final Path PAGE = Path.of("..", "docs", "voms.md");
    private static final Path AUTHORITY = Path.of("..", "docs", "attribute-authority.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile(
            "(?:([A-Z]+)=\\$\\()?as (\\w+) ([A-Z]+) (\"[^\"]*\"|\\S+)(?: '((?:[^']|'\\$[A-Z]+')*)')?(?: \\| id\\))?\n");

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    /** Both pages speak of cms. */
    @RegisterExtension
    static final DatabaseBackend OTHER_DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, String> variables = new HashMap<>();
    private int calls;

    @Test
    void everyCallOfThePageIsDone() throws IOException {
        mail.start();
        try (VomsSite voms = new VomsSite(
                directory,
                DATABASE.url(),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mail.getSmtp().getPort(),
                "--gridauthz.registration.mail-every=200ms")) {
            Matcher block = BLOCK.matcher(Files.readString(PAGE));
            while (block.find()) {
                follow(voms, block.group(1));
            }
        } finally {
            mail.stop();
        }
        assertThat(calls).isGreaterThan(35);
    }

    /** On a port that is free, under the name that this host's certificate has. */
    @Test
    void thePortOfTheOtherPageIsOpenedAndIssues() throws IOException {
        int port = FreePort.take();
        try (VomsSite voms = new VomsSite(directory.resolve("port"), OTHER_DATABASE.url())) {
            voms.found("cms", Map.of());
            voms.enter("cms", "Nina New");
            Matcher block = BLOCK.matcher(Files.readString(AUTHORITY)
                    .replace(
                            "voms.example.org\", \"authorityPort\": 15000", "localhost\", \"authorityPort\": " + port));
            while (block.find()) {
                follow(voms, block.group(1));
            }
            assertThat(calls).isEqualTo(3);
            try (Line line = new Line(voms.person("Nina New").sslContext(), port)) {
                assertThat(line.say("GET /generate-ac?fqans=/cms HTTP/1.1\r\n\r\n")
                                .hear())
                        .startsWith("HTTP/1.1 200 ")
                        .contains("<ac>MII");
            }
        }
    }

    private void follow(VomsSite voms, String block) throws IOException {
        Matcher call = CALL.matcher(block);
        int end = 0;
        while (call.find()) {
            assertThat(block.substring(end, call.start())).as("what is no call").isBlank();
            end = call.end();
            voms.service.part(VoPorts.class).look(); // a reader takes longer than until the next look
            String path = call.group(4).replace("\"", "");
            String body = call.group(5) == null ? "" : call.group(5).replace("'", "");
            HttpResponse<String> response = voms.service.call(
                    caller(voms, call.group(2)), call.group(3), "/api/v1" + filled(path), filled(body));
            assertThat(response.statusCode())
                    .as(call.group().strip() + "\n" + response.body())
                    .isIn(200, 201);
            calls++;
            if (call.group(1) != null) {
                Matcher id = Pattern.compile("\"id\":\"([^\"]*)\"").matcher(response.body());
                assertThat(id.find()).as(response.body()).isTrue();
                variables.put(call.group(1), id.group(1));
            }
        }
        assertThat(block.substring(end)).as("what is no call").isBlank();
    }

    private String filled(String text) {
        String filled = text;
        if (filled.contains("$CODE")) {
            filled = filled.replace("$CODE", code());
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            filled = filled.replace("$" + variable.getKey(), variable.getValue());
        }
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    private String code() {
        assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
        Matcher code =
                Pattern.compile("code: +([0-9a-f]{32})").matcher(GreenMailUtil.getBody(mail.getReceivedMessages()[0]));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static TestCredential caller(VomsSite voms, String who) {
        return switch (who) {
            case "ada" -> voms.site.admin;
            case "vera" -> voms.person("Vera Vo");
            case "rita" -> voms.person("Rita Rep");
            case "nina" -> voms.person("Nina New");
            default -> throw new AssertionError("nobody is called " + who);
        };
    }
}
