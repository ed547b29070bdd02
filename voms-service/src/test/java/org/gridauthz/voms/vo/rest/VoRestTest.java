package org.gridauthz.voms.vo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.VomsSite.encoded;

import java.nio.file.Path;
import java.util.Map;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The administrators' interface over mutual TLS: what it does and whom it refuses. */
class VoRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static VomsSite voms;
    static TestCredential vera;
    static TestCredential alice;
    static String aliceId;

    @BeforeAll
    static void start() {
        voms = new VomsSite(directory, DATABASE.url());
        voms.found("cms", Map.of());
        vera = voms.person("Vera Vo");
        alice = voms.person("Alice Adams");
        aliceId = voms.enter("cms", "Alice Adams");
        group("/cms/higgs");
        role("production");
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static void group(String path) {
        voms.done(vera, "POST", "/api/v1/vos/cms/groups", Map.of("path", path, "reason", "wanted"));
    }

    private static void role(String name) {
        voms.done(vera, "POST", "/api/v1/vos/cms/roles", Map.of("name", name, "reason", "wanted"));
    }

    @Test
    void peopleSeeThemselvesAndOnlySoMuchOfOthers() {
        String bob = voms.enter("cms", "Bob Brown");
        JsonNode me = voms.get(alice, "/api/v1/vos/cms/people/me");
        assertThat(me.at("/id").asString()).isEqualTo(aliceId);
        assertThat(me.at("/email").asString()).isEqualTo("alice@example.org");
        assertThat(me.at("/ends").asString()).matches("20..-.*Z");
        assertThat(me.at("/certificates/0/name").asString()).isEqualTo(VomsSite.dn("Alice Adams"));
        JsonNode other = voms.get(alice, "/api/v1/vos/cms/people/" + bob);
        assertThat(other.at("/familyName").asString()).isEqualTo("Brown");
        assertThat(other.at("/email").isNull()).isTrue();
        voms.refused(voms.call(alice, "GET", "/api/v1/vos/cms/people?search=bob", null), 403, "RIGHT_MISSING");
        assertThat(voms.get(vera, "/api/v1/vos/cms/people?search=BOB")
                        .at("/people/0/email")
                        .asString())
                .isEqualTo("bob@example.org");
        TestCredential stranger = voms.person("Stan Stranger");
        voms.refused(voms.call(stranger, "GET", "/api/v1/vos/cms/people/" + bob, null), 403, "RIGHT_MISSING");
        voms.refused(voms.call(stranger, "GET", "/api/v1/vos/cms/people/me", null), 404, "NOT_FOUND");
        voms.refused(
                voms.call(alice, "DELETE", "/api/v1/vos/cms/groups?path=/cms/higgs&reason=x", null),
                403,
                "RIGHT_MISSING");
    }

    @Test
    void membershipsAreGivenAndTaken() {
        String memberships = "/api/v1/vos/cms/people/" + aliceId + "/memberships";
        Map<String, String> body = Map.of("group", "/cms/higgs", "role", "production", "reason", "she produces");
        voms.done(vera, "POST", memberships, body);
        String listed = "/api/v1/vos/cms/people?group=/cms/higgs&role=production";
        assertThat(voms.get(vera, listed).at("/count").asInt()).isEqualTo(1);
        voms.refused(voms.call(alice, "POST", memberships, body), 403, "RIGHT_MISSING");
        voms.refused(
                voms.call(vera, "POST", memberships, Map.of("group", "/atlas", "reason", "x")), 400, "FIELD_INVALID");
        voms.refused(voms.call(vera, "POST", memberships, Map.of("group", "/cms/higgs")), 400, "FIELD_MISSING");
        voms.done(vera, "DELETE", memberships + "?group=/cms/higgs&reason=gone", null);
        assertThat(voms.get(vera, listed).at("/count").asInt()).isZero();
    }

    @Test
    void anOwnerAppointsManagersWhoFillTheGroup() {
        String olga = voms.enter("cms", "Olga Owner");
        String max = voms.enter("cms", "Max Manager");
        group("/cms/muon");
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/cms/people/" + olga + "/management",
                Map.of("group", "/cms/muon", "rank", "OWNER", "reason", "her group"));
        TestCredential owner = voms.person("Olga Owner");
        TestCredential manager = voms.person("Max Manager");
        voms.done(owner, "POST", "/api/v1/vos/cms/groups", Map.of("path", "/cms/muon/tracks", "reason", "wanted"));
        Map<String, String> put = Map.of("group", "/cms/muon/tracks", "reason", "wanted");
        String memberships = "/api/v1/vos/cms/people/" + aliceId + "/memberships";
        voms.refused(voms.call(manager, "POST", memberships, put), 403, "RIGHT_MISSING");
        voms.done(
                owner,
                "PUT",
                "/api/v1/vos/cms/people/" + max + "/management",
                Map.of("group", "/cms/muon", "rank", "MANAGER", "reason", "helps"));
        voms.done(manager, "POST", memberships, put);
        // Not elsewhere, nor into the role that may do everything.
        voms.refused(
                voms.call(manager, "POST", memberships, Map.of("group", "/cms/higgs", "reason", "x")),
                403,
                "RIGHT_MISSING");
        voms.refused(
                voms.call(
                        manager, "POST", memberships, Map.of("group", "/cms/muon", "role", "VO-Admin", "reason", "x")),
                403,
                "RIGHT_MISSING");
    }

    @Test
    void nobodyGivesWhatSheDoesNotHave() {
        voms.enter("cms", "Carl Clerk");
        TestCredential carl = voms.person("Carl Clerk");
        Map<String, String> clerk = Map.of(
                "group", "/cms",
                "kind", "CERTIFICATE",
                "name", VomsSite.dn("Carl Clerk"),
                "permissions", "ACL_READ|ACL_WRITE|MEMBERSHIP_READ",
                "reason", "keeps the ACL");
        voms.done(vera, "PUT", "/api/v1/vos/cms/acl", clerk);
        Map<String, String> more = new java.util.HashMap<>(clerk);
        more.put("permissions", "ALL");
        voms.refused(voms.call(carl, "PUT", "/api/v1/vos/cms/acl", more), 403, "RIGHT_MISSING");
        voms.refused(
                voms.call(
                        carl,
                        "DELETE",
                        "/api/v1/vos/cms/acl?group=/cms&kind=CERTIFICATE&reason=x&name="
                                + encoded(VomsSite.dn("Vera Vo")) + "&issuer=" + encoded(VomsSite.CA),
                        null),
                403,
                "RIGHT_MISSING");
        assertThat(voms.get(carl, "/api/v1/vos/cms/acl?group=/cms").toString()).contains("ACL_READ|ACL_WRITE");
    }

    @Test
    void aSuspendedAdminIsNone() {
        String sue = voms.enter("cms", "Sue Second");
        TestCredential second = voms.person("Sue Second");
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/cms/people/" + sue + "/memberships",
                Map.of("group", "/cms", "role", "VO-Admin", "reason", "a deputy"));
        voms.done(second, "POST", "/api/v1/vos/cms/roles", Map.of("name", "r1", "reason", "may"));
        // Somebody who may only keep members must not make herself an administrator by adding her certificate.
        voms.enter("cms", "Kim Keeper");
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/cms/acl",
                Map.of(
                        "group", "/cms",
                        "kind", "CERTIFICATE",
                        "name", VomsSite.dn("Kim Keeper"),
                        "permissions", "MEMBERSHIP_READ|MEMBERSHIP_WRITE",
                        "reason", "keeps members"));
        String certificates = "/api/v1/vos/cms/people/" + sue + "/certificates";
        Map<String, String> hers = Map.of("name", VomsSite.dn("Kim Two"), "reason", "x");
        voms.refused(voms.call(voms.person("Kim Keeper"), "POST", certificates, hers), 403, "RIGHT_MISSING");
        String suspension = "/api/v1/vos/cms/people/" + sue + "/suspension";
        voms.done(vera, "POST", suspension, Map.of("code", "SECURITY_INCIDENT", "reason", "key lost"));
        voms.refused(
                voms.call(second, "POST", "/api/v1/vos/cms/roles", Map.of("name", "r2", "reason", "x")),
                403,
                "RIGHT_MISSING");
        voms.refused(voms.call(second, "DELETE", suspension + "?reason=x", null), 403, "RIGHT_MISSING");
        assertThat(voms.get(vera, "/api/v1/vos/cms/people?suspended=true")
                        .at("/count")
                        .asInt())
                .isEqualTo(1);
        voms.done(vera, "DELETE", suspension + "?reason=found", null);
        voms.done(second, "DELETE", "/api/v1/vos/cms/roles/r1?reason=again", null);
    }
}
