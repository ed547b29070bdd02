package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.gums.AdminDesk.refused;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The administrators' interface over mutual TLS: what it does. Whom it refuses is {@link AdminRefusalsTest}. */
class AdminRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String SAMPLE = GumsInstance.resource("policy/sample-policy.yaml");
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    static GumsInstance gums;
    private static AdminDesk desk;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(directory, DATABASE.url(), SAMPLE);
        desk = new AdminDesk(gums);
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    private static String account(TestCredential proxy, String epoch) {
        HttpResponse<String> response = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", "/api/v1/mappings"))
                        .header("Content-Type", JSON)
                        .header("At-Least-Epoch", epoch)
                        .POST(BodyPublishers.ofString(GumsInstance.chainBody(proxy)))
                        .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return GumsInstance.json(response).at("/results/0/account").asString();
    }

    @Test
    void aPolicyPutInForceIsWhatTheNextMappingFollows() {
        TestCredential proxy = gums.vo.proxy(gums.alice, "/dune/Role=production", "/dune");
        String changed = SAMPLE.replace("account: dunepro", "account: dunepro2");
        assertThat(changed).isNotEqualTo(SAMPLE);
        HttpResponse<String> diff = desk.admin("POST", "/api/v1/policies/diff", YAML, changed);
        assertThat(GumsInstance.json(diff).at("/differences/0/what").asString()).contains("dune-production");
        HttpResponse<String> stored =
                desk.admin("POST", "/api/v1/policies?activate=true&reason=production+moves", YAML, changed);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(account(proxy, GumsInstance.json(stored).at("/epoch").asString()))
                .isEqualTo("dunepro2");
        HttpResponse<String> list = desk.admin("GET", "/api/v1/policies", JSON, "");
        long first = GumsInstance.json(list).at("/versions/1/version").asLong();
        assertThat(desk.admin("GET", "/api/v1/policies/" + first, JSON, "").body())
                .isEqualTo(SAMPLE);
        HttpResponse<String> back = desk.admin(
                "PUT", "/api/v1/policies/current", JSON, "{\"version\":" + first + ",\"reason\":\"it was better\"}");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(account(proxy, GumsInstance.json(back).at("/epoch").asString()))
                .isEqualTo("dunepro");
    }

    @Test
    void aGridMapfileIsTakenOver() {
        String file = """
            # a site of long ago
            "/DC=org/CN=Old Timer" oldtimer
            "/DC=org/CN=Old Timer" other
            "/dune/Role=production" dunepro
            nonsense
            """;
        String path = "/api/v1/accountmaps/legacy/import";
        HttpResponse<String> dry = desk.admin("POST", path + "?dryRun=true", "text/plain", file);
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
        assertThat(GumsInstance.json(dry).at("/epoch").isNull()).isTrue();
        assertThat(desk.admin("GET", "/api/v1/accountmaps/legacy/entries", JSON, "")
                        .body())
                .isEqualTo("[]");
        HttpResponse<String> taken = desk.admin("POST", path + "?reason=we+move", "text/plain", file);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(GumsInstance.json(taken).at("/entries").asInt()).isEqualTo(1);
        assertThat(GumsInstance.json(taken).at("/refused").asInt()).isEqualTo(2);
        assertThat(GumsInstance.json(taken).at("/patterns/0/account").asString())
                .isEqualTo("dunepro");
        assertThat(desk.admin("GET", "/api/v1/accountmaps/legacy/entries", JSON, "")
                        .body())
                .contains("oldtimer")
                .doesNotContain("other");
        refused(desk.admin("POST", path, "text/plain", file), 400, "FIELD_MISSING");
    }

    @Test
    void poolsGrowAndShrink() {
        String range = "{\"range\":\"extra01-20\",\"reason\":\"a new rack\"}";
        HttpResponse<String> added = desk.admin("POST", "/api/v1/pools/extra/accounts", JSON, range);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(GumsInstance.json(added).at("/accounts").asInt()).isEqualTo(20);
        assertThat(GumsInstance.json(added).at("/epoch").asString()).contains(":");
        refused(desk.admin("POST", "/api/v1/pools/extra/accounts", JSON, range), 409, "ALREADY_EXISTS");
        HttpResponse<String> listed = desk.admin("GET", "/api/v1/pools/extra/accounts", JSON, "");
        assertThat(GumsInstance.json(listed).at("/accounts").size()).isEqualTo(20);
        assertThat(desk.admin("GET", "/api/v1/pools", JSON, "").body()).contains("\"extra\"");
        HttpResponse<String> removed =
                desk.admin("DELETE", "/api/v1/pools/extra/accounts/extra01-20?reason=gone", JSON, "");
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        refused(
                desk.admin("DELETE", "/api/v1/pools/extra/accounts/extra01-20?reason=gone", JSON, ""),
                404,
                "NOT_FOUND");
    }

    @Test
    void rightsAreGrantedWithdrawnAndInForceAtOnce() throws Exception {
        TestCredential zoe = gums.ca.person("/DC=org/DC=gridauthz/CN=Zoe Zimmer");
        String grant =
                "{\"dn\":\"/DC=org/DC=gridauthz/CN=Zoe Zimmer\",\"vo\":\"%s\",\"verbs\":[%s],\"reason\":\"new\"}";
        HttpResponse<String> granted =
                desk.admin("PUT", "/api/v1/admins", JSON, grant.formatted("all", "\"READ\",\"ADMINS\""));
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        reach(granted);
        assertThat(desk.call(zoe, "admin", "GET", "/api/v1/policies", JSON, new byte[0])
                        .statusCode())
                .isEqualTo(200);
        byte[] more = grant.formatted("dune", "\"POLICY\"").getBytes(StandardCharsets.UTF_8);
        refused(desk.call(zoe, "admin", "PUT", "/api/v1/admins", JSON, more), 403, "RIGHT_MISSING");
        assertThat(desk.admin("GET", "/api/v1/admins", JSON, "").body())
                .contains("Zoe Zimmer")
                .contains("Ada Admin");
        reach(desk.admin(
                "DELETE", "/api/v1/admins?dn=/DC=org/DC=gridauthz/CN=Zoe+Zimmer&vo=all&reason=left", JSON, ""));
        refused(desk.call(zoe, "admin", "GET", "/api/v1/policies", JSON, new byte[0]), 403, "RIGHT_MISSING");
        refused(
                desk.admin(
                        "DELETE", "/api/v1/admins?dn=/DC=org/DC=gridauthz/CN=Zoe+Zimmer&vo=all&reason=left", JSON, ""),
                404,
                "NOT_FOUND");
    }

    private static void reach(HttpResponse<String> changed) throws Exception {
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        Epoch epoch = Epoch.parse(GumsInstance.json(changed).at("/epoch").asString());
        assertThat(gums.context.getBean(Follower.class).atLeast(epoch, Duration.ofSeconds(10)))
                .isEqualTo(AtLeast.REACHED);
    }

    @Test
    void aMemberEnteredIsMappedFromItsEpochOnAndNotAfterItsRemoval() {
        String dn = "/DC=org/DC=gridauthz/CN=Olga Operator";
        String body = "{\"dn\":\"" + dn + "\",\"reason\":\"runs this site\"}";
        refused(
                desk.call(
                        gums.gatekeeper,
                        "admin",
                        "POST",
                        "/api/v1/groups/admins/members",
                        JSON,
                        body.getBytes(StandardCharsets.UTF_8)),
                403,
                "RIGHT_MISSING");
        HttpResponse<String> entered = desk.admin("POST", "/api/v1/groups/admins/members", JSON, body);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        String question = "{\"subjects\":[{\"dn\":\"" + dn + "\"}]}";
        assertThat(mapped(question, GumsInstance.json(entered).at("/epoch").asString()))
                .contains("gridadmin");
        assertThat(desk.admin("GET", "/api/v1/groups/admins/members", JSON, "").body())
                .contains(dn);
        HttpResponse<String> removed = desk.admin(
                "DELETE",
                "/api/v1/groups/admins/members?reason=left&dn="
                        + java.net.URLEncoder.encode(dn, StandardCharsets.UTF_8),
                JSON,
                "");
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        assertThat(mapped(question, GumsInstance.json(removed).at("/epoch").asString()))
                .doesNotContain("gridadmin");
    }

    @Test
    void copiedListsSayHowTheyStand() {
        assertThat(desk.admin("GET", "/api/v1/memberlists", JSON, "").body()).contains("dune");
        refused(desk.admin("POST", "/api/v1/memberlists/nobody/accept?size=1&reason=x", JSON, ""), 404, "NOT_FOUND");
    }

    private static String mapped(String question, String epoch) {
        return gums.send(
                        gums.gatekeeper,
                        HttpRequest.newBuilder(gums.uri("service", "/api/v1/mappings"))
                                .header("Content-Type", JSON)
                                .header("At-Least-Epoch", epoch)
                                .POST(BodyPublishers.ofString(question))
                                .build())
                .body();
    }
}
