package org.gridauthz.cli.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.saz.decision.SightingQueue;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The night in docs/saz.md: its own lines, run by bash and curl over mutual TLS against two instances of SAZ and one of GUMS on one
 * database.
 */
@Tag("clients")
class OfficersNightTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @Test
    void theNightWorksAsDocumented() throws IOException {
        TestSite site = new TestSite(directory);
        // Of the services' settings of one name the first on the class path counts here.
        try (RunningService gums = new RunningService(
                        GumsService.class,
                        site,
                        DATABASE.url(),
                        "--spring.application.name=gums",
                        "--gridauthz.initial-policy=" + POLICY.toAbsolutePath());
                RunningService saz =
                        new RunningService(SazService.class, site, DATABASE.url(), "--spring.application.name=saz");
                RunningService second =
                        new RunningService(SazService.class, site, DATABASE.url(), "--spring.application.name=saz")) {
            saz.ask(
                    site.storage,
                    "/api/v1/decisions",
                    "{\"subjects\":[{\"dn\":\"/DC=org/DC=example/CN=Eve Ear\",\"fqans\":[\"/dune\"]}]}");
            saz.part(SightingQueue.class).flush();
            Map<String, String> environment = Map.of(
                    "SAZ",
                    saz.uri("admin", "").toString(),
                    "OTHERS",
                    second.uri("admin", "/api/v1/decisions") + " " + gums.uri("admin", "/api/v1/mappings"),
                    "CERT",
                    site.admin.writeChain(directory.resolve("usercert.pem")).toString(),
                    "KEY",
                    site.admin.writeKey(directory.resolve("userkey.pem")).toString(),
                    "CAPATH",
                    site.anchors().toString());
            ClientRun run = ClientRun.of(environment, List.of("bash", "-e", "-u", "-c", script()));
            assertThat(run.exit()).as(run.output()).isZero();
            judge(List.of(run.output().split("#STEP\n", -1)));
        }
    }

    private static void judge(List<String> answers) {
        assertThat(answers).as(answers.toString()).hasSize(9);
        assertThat(answers.get(2)).contains("/DC=org/DC=example/CN=Eve Ear", "firstSeen");
        assertThat(answers.get(3)).contains("\"hit\":1", "\"dune\":1", "\"breadth\":\"FEW\"");
        assertThat(answers.get(4)).contains("\"turn\":1", "\"epoch\":", "\"everywhere\":true");
        assertThat(answers.get(4).split("\"confirmed\"", -1))
                .as("three instances")
                .hasSize(4);
        List<String> asked = answers.get(5).strip().lines().toList();
        assertThat(asked)
                .hasSize(3)
                .allSatisfy(answer ->
                        assertThat(answer).contains("\"decision\":\"deny\"", "dn /DC=org/DC=example/CN=Eve Ear"));
        assertThat(answers.get(6)).contains("\"turn\":2");
        assertThat(answers.get(7))
                .contains("coin mining on wn042", "the monitoring group tested", "\"inForce\":false")
                .contains("\"decision\":\"deny\",\"reason\":\"banned\"");
        assertThat(answers.get(8)).contains("\"recorded\":{\"at\":", "permit: enabled", "\"unseen\":[]");
    }

    /** The blocks of the page, with a mark before each. */
    private static String script() throws IOException {
        StringBuilder script = new StringBuilder();
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "saz.md")));
        while (blocks.find()) {
            script.append("echo; echo '#STEP'\n").append(blocks.group(1));
        }
        return script.toString();
    }
}
