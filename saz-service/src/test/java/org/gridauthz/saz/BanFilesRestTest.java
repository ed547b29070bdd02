package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gridauthz.saz.feed.rest.LongPolls;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ban lists fetched by hosts. */
class BanFilesRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService saz;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.saz.ban-file-readers[0]=/DC=org/DC=gridauthz/CN=ce*.example.org");
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    @Test
    void anUnchangedListIsNotSentAgain() {
        ban("/CN=First");
        HttpResponse<String> list = fetch(site.gatekeeper, "ban-mapfile", null);
        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        assertThat(list.body()).contains("\"/CN=First\"");
        String tag = list.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = fetch(site.gatekeeper, "ban-mapfile", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(fetch(site.admin, "json", null).body()).contains("\"origin\":\"officer\"");
    }

    @Test
    void notEverybodyMayKnowWhoIsBanned() {
        assertThat(fetch(site.alice, "ban-mapfile", null).statusCode()).isEqualTo(403);
        assertThat(fetch(site.gatekeeper, "nothing", null).statusCode()).isEqualTo(404);
        assertThat(fetch(site.gatekeeper, "ban-mapfile?wait=100000", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void fetchesWaitWithoutAThreadAndHearOfTheNextBan() throws Exception {
        String tag = fetch(site.gatekeeper, "ban-mapfile", null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        try (HttpClient client = saz.client(site.gatekeeper)) {
            List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(client.sendAsync(request("ban-mapfile?wait=60", tag), BodyHandlers.ofString()));
            }
            LongPolls polls = saz.part(LongPolls.class);
            long deadline = System.nanoTime() + Duration.ofSeconds(50).toNanos();
            while (polls.waiting() < 20 && System.nanoTime() < deadline) {
                new java.util.concurrent.CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            }
            assertThat(polls.waiting()).isEqualTo(20);
            // The last one's thread is on its way out.
            while (servletThreads() > 0 && System.nanoTime() < deadline) {
                new java.util.concurrent.CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            }
            assertThat(servletThreads()).isZero();
            ban("/CN=Awaited");
            for (CompletableFuture<HttpResponse<String>> one : all) {
                HttpResponse<String> answer = one.get(20, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("/CN=Awaited");
            }
        }
        assertThat(saz.part(LongPolls.class).waiting()).isZero();
    }

    private static long servletThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains("-exec-"))
                .filter(thread -> java.util.Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("org.gridauthz")))
                .count();
    }

    @Test
    void whoeverWaitsInVainIsToldSo() {
        String tag = fetch(site.gatekeeper, "ban-voms-mapfile", null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(fetch(site.gatekeeper, "ban-voms-mapfile?wait=1", tag).statusCode())
                .isEqualTo(304);
    }

    private static void ban(String dn) {
        HttpResponse<String> made = saz.call(
                site.admin,
                "POST",
                "/api/v1/bans",
                "{\"kind\":\"dn\",\"value\":\"" + dn + "\",\"reason\":\"r\",\"ticket\":\"T-1\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String epoch = RunningService.json(made).path("epoch").asString();
        saz.send(
                site.gatekeeper,
                HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions"))
                        .header("Content-Type", "application/json")
                        .header("At-Least-Epoch", epoch)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"subjects\":[{\"dn\":\"/CN=x\"}]}"))
                        .build());
    }

    private static HttpResponse<String> fetch(TestCredential caller, String what, String tag) {
        return saz.send(caller, request(what, tag));
    }

    private static HttpRequest request(String what, String tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(saz.uri("service", "/api/v1/banfiles/" + what));
        return (tag == null ? request : request.header("If-None-Match", tag)).build();
    }
}
