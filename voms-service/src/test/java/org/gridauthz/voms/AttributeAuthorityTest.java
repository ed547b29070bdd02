package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.port.VoPorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A VO founded over REST while the service runs, its members in the tables, and Debian's C client at its port: what a manager
 * enters is what a user gets.
 */
@Tag("clients")
class AttributeAuthorityTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final int PORT = VomsPlace.freePort();
    private static final String VO = "/api/v1/vos/dune.example.org";

    static VomsSite voms;
    static TestCredential vera;
    static String alice;

    @BeforeAll
    static void start() throws IOException {
        voms = new VomsSite(directory, DATABASE.url());
        voms.found("dune.example.org", Map.of("authorityHost", "localhost", "authorityPort", PORT));
        vera = voms.person("Vera Vo");
        alice = voms.enter("dune.example.org", "Alice Adams");
        done("POST", "/groups", Map.of("path", "/dune.example.org/far", "reason", "wanted"));
        done("POST", "/groups", Map.of("path", "/dune.example.org/night", "optional", true, "reason", "wanted"));
        done("POST", "/roles", Map.of("name", "pilot", "reason", "wanted"));
        join("/dune.example.org/far", "pilot");
        join("/dune.example.org/night", null);
        VomsPlace.await(() -> voms.service.part(VoPorts.class).authority("dune.example.org") != null);
        write("vomses", voms.service.get(vera, VO + "/vomses").body());
        write(
                "vomsdir/dune.example.org/localhost.lsc",
                voms.service.get(vera, VO + "/lsc").body());
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static void write(String file, String text) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }

    private static String done(String method, String path, Object body) {
        return voms.done(vera, method, VO + path, body).at("/id").asString();
    }

    private static void join(String group, String role) {
        Map<String, String> body = new HashMap<>(Map.of("group", group, "reason", "hers"));
        if (role != null) {
            body.put("role", role);
        }
        done("POST", "/people/" + alice + "/memberships", body);
    }

    private static ClientRun init(TestCredential who, String voms) {
        Path home = directory.resolve("home-" + who.leaf().getSerialNumber());
        if (!Files.exists(home.resolve("usercert.pem"))) {
            who.writeChain(home.resolve("usercert.pem"));
            who.writeKey(home.resolve("userkey.pem"));
        }
        return run(
                home,
                "voms-proxy-init2",
                "-voms",
                voms,
                "-hours",
                "10",
                "-out",
                directory.resolve("proxy.pem").toString());
    }

    private static ClientRun run(Path home, String... command) {
        return ClientRun.of(
                Map.of(
                        "HOME", home.toString(),
                        "X509_CERT_DIR", voms.site.anchors().toString(),
                        "X509_VOMS_DIR", voms.site.vomsdir().toString(),
                        "VOMS_USERCONF", directory.resolve("vomses").toString(),
                        "X509_USER_CERT", home.resolve("usercert.pem").toString(),
                        "X509_USER_KEY", home.resolve("userkey.pem").toString()),
                List.of(command));
    }

    private static List<String> got(TestCredential who, String asked) {
        ClientRun run = init(who, asked);
        assertThat(run.exit()).as(run.output()).isZero();
        String info = run(
                        directory,
                        "voms-proxy-info2",
                        "-all",
                        "-file",
                        directory.resolve("proxy.pem").toString())
                .output();
        return Pattern.compile("attribute : (\\S+)/Capability=NULL|attribute : (.*=.*\\))")
                .matcher(info)
                .results()
                .map((MatchResult found) -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    private static String refused(TestCredential who) {
        ClientRun run = init(who, "dune.example.org");
        assertThat(run.exit()).as(run.output()).isEqualTo(1);
        return run.output().replaceAll("(?s).*\nError: (.*?)\n\nNone of the contacted servers.*", "$1");
    }

    @Test
    void whatAManagerEntersIsWhatAUserGets() {
        TestCredential person = voms.person("Alice Adams");
        assertThat(got(person, "dune.example.org"))
                .containsExactly("/dune.example.org/Role=NULL", "/dune.example.org/far/Role=NULL");
        assertThat(got(person, "dune.example.org:/dune.example.org/far/Role=pilot"))
                .containsExactly(
                        "/dune.example.org/far/Role=pilot",
                        "/dune.example.org/Role=NULL",
                        "/dune.example.org/far/Role=NULL");
        assertThat(got(person, "dune.example.org:/dune.example.org/night"))
                .containsExactly(
                        "/dune.example.org/night/Role=NULL",
                        "/dune.example.org/Role=NULL",
                        "/dune.example.org/far/Role=NULL");
        done("POST", "/attribute-classes", Map.of("name", "nickname", "description", "short", "reason", "wanted"));
        done(
                "PUT",
                "/attributes",
                Map.of("person", alice, "name", "nickname", "value", "ally", "reason", "what all call her"));
        assertThat(got(person, "dune.example.org")).contains("nickname = ally (dune.example.org)");
    }

    @Test
    void whoIsStoppedReadsWhyAtOnce() {
        TestCredential stranger = voms.person("Stan Stranger");
        assertThat(refused(stranger)).isEqualTo("dune.example.org: User unknown to this VO.");
        String bob = voms.enter("dune.example.org", "Bob Brown");
        TestCredential person = voms.person("Bob Brown");
        assertThat(got(person, "dune.example.org")).containsExactly("/dune.example.org/Role=NULL");
        done("POST", "/people/" + bob + "/suspension", Map.of("reason", "his key was published"));
        assertThat(refused(person)).isEqualTo("User is currently suspended!\nSuspension reason: his key was published");
        done("DELETE", "/people/" + bob + "/suspension?reason=new+key", null);
        assertThat(got(person, "dune.example.org")).isNotEmpty();
        String certificate =
                voms.get(vera, VO + "/people/" + bob).at("/certificates/0/id").asString();
        done(
                "POST",
                "/people/" + bob + "/certificates/" + certificate + "/suspension",
                Map.of("reason", "this one is old"));
        assertThat(refused(person)).isEqualTo("User is currently suspended!\nSuspension reason: this one is old");
    }
}
