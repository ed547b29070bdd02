package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job, whole: a gatekeeper's mutual TLS call about a real VOMS proxy. */
class MainJobTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static GumsInstance gums;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(directory, DATABASE.url(), GumsInstance.resource("policy/sample-policy.yaml"));
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    @Test
    void mapsAVomsProxyByItsPrimaryRole() {
        TestCredential proxy = gums.vo.proxy(gums.alice, "/dune/Role=production", "/dune");
        HttpResponse<String> response = gums.map(gums.gatekeeper, GumsInstance.chainBody(proxy));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode result = GumsInstance.json(response).at("/results/0");
        assertThat(result.at("/decision").asString()).isEqualTo("permit");
        assertThat(result.at("/account").asString()).isEqualTo("dunepro");
        assertThat(result.at("/group").asString()).isEqualTo("dune");
        assertThat(result.at("/explanation").size()).isPositive();
        assertThat(GumsInstance.json(response).at("/epoch").asString()).contains(":");
    }

    @Test
    void refusesAProxyWithoutTheVo() {
        HttpResponse<String> response = gums.map(
                gums.gatekeeper, GumsInstance.chainBody(gums.alice.proxy().issue()));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
        assertThat(GumsInstance.json(response).at("/results/0/account").isMissingNode())
                .isTrue();
    }

    @Test
    void saysSoWhenTheBodyIsBad() {
        HttpResponse<String> response = gums.map(gums.gatekeeper, "{\"subjects\":[],\"x\":1}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(GumsInstance.json(response).at("/code").asString()).isIn("FIELD_INVALID", "FIELD_UNKNOWN");
    }

    @Test
    void mapsAMemberWithoutRoleToAPoolAccountAndKeepsIt() {
        TestCredential proxy = gums.vo.proxy(gums.alice, "/dune");
        JsonNode first = GumsInstance.json(gums.map(gums.gatekeeper, GumsInstance.chainBody(proxy)));
        assertThat(first.at("/results/0/account").asString())
                .as(first.toString())
                .startsWith("dune");
        JsonNode second = GumsInstance.json(gums.map(gums.gatekeeper, GumsInstance.chainBody(proxy)));
        assertThat(second.at("/results/0/account")).isEqualTo(first.at("/results/0/account"));
    }

    @Test
    void namesCountAsVerifiedOnlyFromWhoMayVouch() {
        String body =
                "{\"host\":\"/DC=org/DC=gridauthz/CN=ce1.example.org\",\"subjects\":[{\"dn\":\"/DC=org/DC=gridauthz/CN=Alice"
                        + " Adams\",\"fqans\":[\"/dune/Role=production\"]}]}";
        JsonNode vouched = GumsInstance.json(gums.map(gums.storage, body));
        assertThat(vouched.at("/results/0/account").asString()).isEqualTo("dunepro");
        HttpResponse<String> claimed = gums.map(gums.gatekeeper, body);
        assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(503);
        assertThat(GumsInstance.json(claimed).at("/results/0/reason").asString())
                .isEqualTo("member-list-missing");
    }

    @Test
    void aHostFetchesItsMapFileOnceAndPoolsStayAsTheyAre() {
        String path = "/api/v1/mapfiles/voms-mapfile?incomplete=true";
        HttpResponse<String> file = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", path)).build());
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        assertThat(file.body()).contains("dunepro");
        String tag = file.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", path))
                        .header("If-None-Match", tag)
                        .build());
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<String> another = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", path + "&host=/CN=ce9.example.org"))
                        .build());
        assertThat(another.statusCode()).isEqualTo(403);
        HttpResponse<String> unready = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", "/api/v1/mapfiles/grid-mapfile"))
                        .build());
        assertThat(unready.statusCode()).as(unready.body()).isEqualTo(503);
    }

    @Test
    void metricsNeedTheirVerb() {
        HttpRequest request =
                HttpRequest.newBuilder(gums.uri("service", "/metrics")).build();
        assertThat(gums.send(gums.gatekeeper, request).statusCode()).isEqualTo(403);
        HttpResponse<String> metrics = gums.send(gums.admin, request);
        // Accounts are counted for the first time two seconds after the start.
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!metrics.body().contains("gridauthz_pool_accounts") && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            metrics = gums.send(gums.admin, request);
        }
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("gridauthz_age_seconds", "gridauthz_pool_accounts");
    }

    @Test
    void chainsThatAreNoneAreRefusedByReason() {
        String many = "-----BEGIN CERTIFICATE-----\\nMAA=\\n-----END CERTIFICATE-----\\n".repeat(100);
        for (String chain : new String[] {"", "no pem", many}) {
            HttpResponse<String> response = gums.map(gums.gatekeeper, "{\"subjects\":[{\"chain\":\"" + chain + "\"}]}");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode result = GumsInstance.json(response).at("/results/0");
            assertThat(result.at("/decision").asString()).isEqualTo("deny");
            assertThat(result.at("/reason").asString()).as(response.body()).startsWith("c");
        }
    }

    @Test
    void aPersonWhoseNameHoldsTheWordProxyIsHerself() {
        TestCredential person = gums.ca.person("/DC=org/DC=gridauthz/CN=Petra proxy Paulsen");
        TestCredential proxy = gums.vo.proxy(person, "/dune/Role=production");
        JsonNode answer = GumsInstance.json(gums.map(gums.gatekeeper, GumsInstance.chainBody(proxy)));
        assertThat(answer.at("/results/0/account").asString())
                .as(answer.toString())
                .isEqualTo("dunepro");
    }

    @Test
    void anotherHostNeedsTheRight() {
        String body = "{\"host\":\"/DC=org/DC=gridauthz/CN=ce2.example.org\",\"subjects\":[{\"dn\":\"/CN=x/CN=y\"}]}";
        assertThat(GumsInstance.json(gums.map(gums.gatekeeper, body))
                        .at("/code")
                        .asString())
                .isEqualTo("RIGHT_MISSING");
        assertThat(gums.map(gums.storage, body).statusCode()).isNotEqualTo(403);
    }
}
