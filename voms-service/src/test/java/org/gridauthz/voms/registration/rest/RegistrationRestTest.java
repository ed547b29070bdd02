package org.gridauthz.voms.registration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Applicants, members and managers over mutual TLS, with a real SMTP server behind the service. */
class RegistrationRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final String BASE = "/api/v1/vos/cms/applications";

    static VomsSite voms;
    static TestCredential vera;

    @BeforeAll
    static void start() {
        MAIL.start();
        voms = new VomsSite(
                directory,
                DATABASE.url(),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + MAIL.getSmtp().getPort(),
                "--gridauthz.registration.mail-every=200ms");
        voms.found("cms", Map.of());
        vera = voms.person("Vera Vo");
        voms.done(vera, "POST", "/api/v1/vos/cms/groups", Map.of("path", "/cms/higgs", "reason", "wanted"));
        voms.done(vera, "POST", "/api/v1/vos/cms/roles", Map.of("name", "production", "reason", "wanted"));
    }

    @AfterAll
    static void stop() {
        voms.close();
        MAIL.stop();
    }

    private static Map<String, Object> form(String name) {
        String[] names = name.split(" ");
        return Map.of(
                "kind",
                "MEMBERSHIP",
                "givenName",
                names[0],
                "familyName",
                names[1],
                "email",
                names[0].toLowerCase(java.util.Locale.ROOT) + "@example.org",
                "message",
                "I am a student");
    }

    private static String code(String recipient) throws MessagingException {
        // Waits on the server's own condition; how many mails there are does not matter.
        for (int mails = 1; mails < 50; mails++) {
            assertThat(MAIL.waitForIncomingEmail(20_000, mails)).isTrue();
            for (MimeMessage mail : MAIL.getReceivedMessages()) {
                Matcher code = Pattern.compile("code: +([0-9a-f]{32})").matcher(GreenMailUtil.getBody(mail));
                if (Arrays.toString(mail.getAllRecipients()).contains(recipient) && code.find()) {
                    return code.group(1);
                }
            }
        }
        throw new AssertionError("no code was mailed to " + recipient);
    }

    @Test
    void somebodyAppliesConfirmsAndIsTakenIn() throws Exception {
        TestCredential nina = voms.person("Nina New");
        JsonNode applied = voms.done(nina, "POST", BASE, form("Nina New"));
        String id = applied.at("/id").asString();
        voms.refused(voms.call(nina, "POST", BASE, form("Nina New")), 409, "ALREADY_EXISTS");
        voms.refused(voms.call(voms.person("Eve Evil"), "GET", BASE + "/" + id, null), 404, "NOT_FOUND");
        voms.refused(
                voms.call(nina, "POST", BASE + "/" + id + "/confirmation", Map.of("code", "wrong")),
                400,
                "FIELD_INVALID");
        voms.done(nina, "POST", BASE + "/" + id + "/confirmation", Map.of("code", code("nina@example.org")));
        voms.refused(
                voms.call(nina, "POST", BASE + "/" + id + "/decision", Map.of("approve", true)), 403, "RIGHT_MISSING");
        JsonNode waiting = voms.get(vera, BASE + "?state=WITH_MANAGER&kind=MEMBERSHIP");
        assertThat(waiting.toString()).contains(VomsSite.dn("Nina New")).contains("I am a student");
        voms.refused(
                voms.call(vera, "POST", BASE + "/" + id + "/decision", Map.of("approve", false)), 400, "FIELD_MISSING");
        voms.done(vera, "POST", BASE + "/" + id + "/decision", Map.of("approve", true));
        assertThat(voms.get(nina, BASE + "/mine").at("/0/state").asString()).isEqualTo("APPROVED");
        JsonNode me = voms.get(nina, "/api/v1/vos/cms/people/me");
        assertThat(me.at("/memberships/0/group").asString()).isEqualTo("/cms");

        // A member asks for more, and a manager of that group decides.
        Map<String, String> role = Map.of("kind", "ROLE", "group", "/cms/higgs", "role", "production");
        String wanted = voms.done(nina, "POST", BASE, role).at("/id").asString();
        String gus = voms.enter("cms", "Gus Groups");
        TestCredential manager = voms.person("Gus Groups");
        voms.refused(
                voms.call(manager, "POST", BASE + "/" + wanted + "/decision", Map.of("approve", true)),
                404,
                "NOT_FOUND");
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/cms/people/" + gus + "/management",
                Map.of("group", "/cms/higgs", "rank", "MANAGER", "reason", "his"));
        voms.done(manager, "POST", BASE + "/" + wanted + "/decision", Map.of("approve", true));
        assertThat(voms.get(nina, "/api/v1/vos/cms/people/me").toString()).contains("production");

        // Everything about her is hers to have; then she leaves.
        String ninaId = me.at("/id").asString();
        JsonNode everything = voms.get(nina, "/api/v1/vos/cms/people/" + ninaId + "/everything");
        assertThat(everything.at("/applications")).hasSize(2);
        assertThat(everything.at("/person/email").asString()).isEqualTo("nina@example.org");
        assertThat(everything.toString()).doesNotContain("127.0.0.1");
        voms.refused(
                voms.call(nina, "GET", "/api/v1/vos/cms/people/" + gus + "/everything", null), 403, "RIGHT_MISSING");
        voms.done(nina, "POST", BASE, Map.of("kind", "LEAVING"));
        voms.refused(voms.call(nina, "GET", "/api/v1/vos/cms/people/me", null), 404, "NOT_FOUND");
        JsonNode acts = voms.get(vera, "/api/v1/vos/cms/audit?person=" + ninaId);
        assertThat(acts.size()).isPositive();
        voms.refused(voms.call(manager, "GET", "/api/v1/vos/cms/audit", null), 403, "RIGHT_MISSING");
        assertThat(voms.get(vera, "/api/v1/vos/cms/mail").toString()).contains("nina@example.org");
    }

    @Test
    void aMemberSignsTheRulesAndAnAdministratorKeepsThem() {
        voms.found("atlas", Map.of());
        voms.enter("atlas", "Sam Signer");
        TestCredential sam = voms.person("Sam Signer");
        String aup = "/api/v1/vos/atlas/aup";
        Map<String, String> version = Map.of("version", "1.0", "text", "be good", "reason", "the first");
        voms.refused(voms.call(sam, "POST", aup, version), 403, "RIGHT_MISSING");
        voms.done(vera, "POST", aup, version);
        voms.done(vera, "PUT", aup + "/current", Map.of("version", "1.0", "reason", "in force"));
        assertThat(voms.get(sam, aup).at("/current").asString()).isEqualTo("1.0");
        voms.refused(voms.call(sam, "POST", aup + "/signature", Map.of("version", "2.0")), 409, "CONFLICT");
        voms.done(sam, "POST", aup + "/signature", Map.of("version", "1.0"));
        String id = voms.get(sam, "/api/v1/vos/atlas/people/me").at("/id").asString();
        String signatures = "/api/v1/vos/atlas/people/" + id + "/signatures";
        assertThat(voms.get(sam, signatures)).hasSize(1);
        voms.done(vera, "POST", aup + "/reacceptance", Map.of("reason", "once more"));
        voms.done(vera, "POST", signatures, Map.of("version", "1.0", "reason", "signed on paper"));
        assertThat(voms.get(sam, signatures).at("/0/byAdmin").asBoolean()).isTrue();
        // A newcomer must accept it.
        TestCredential late = voms.person("Lea Late");
        voms.refused(voms.call(late, "POST", "/api/v1/vos/atlas/applications", form("Lea Late")), 400, "FIELD_INVALID");
        var accepted = new java.util.HashMap<>(form("Lea Late"));
        accepted.put("aup", "1.0");
        String applied = voms.done(late, "POST", "/api/v1/vos/atlas/applications", accepted)
                .at("/id")
                .asString();
        voms.done(late, "DELETE", "/api/v1/vos/atlas/applications/" + applied, null);
        voms.refused(voms.call(late, "DELETE", "/api/v1/vos/atlas/applications/" + applied, null), 409, "CONFLICT");
    }

    @Test
    void anAdministratorErasesSomebody() {
        String id = voms.enter("cms", "Ed Erased");
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/cms/people/" + id + "/suspension",
                Map.of("code", "OTHER", "reason", "while we look"));
        assertThat(voms.get(vera, "/api/v1/vos/cms/mail").toString()).contains("you are suspended from cms");
        voms.refused(
                voms.call(voms.person("Ed Erased"), "DELETE", "/api/v1/vos/cms/people/" + id + "?reason=x", null),
                403,
                "RIGHT_MISSING");
        voms.done(vera, "DELETE", "/api/v1/vos/cms/people/" + id + "?reason=asked+for+it", null);
        voms.refused(voms.call(vera, "GET", "/api/v1/vos/cms/people/" + id, null), 404, "NOT_FOUND");
        assertThat(List.of(voms.get(vera, "/api/v1/vos/cms/people?search=erased")
                        .at("/count")
                        .asInt()))
                .containsExactly(0);
    }
}
