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
import java.util.concurrent.locks.LockSupport;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /**
     * What every format promises whoever fetches it.
     *
     * @param kind of a ban that the format can express
     * @param first a part of the line about the first ban, as {@code second} of the next
     */
    @ParameterizedTest
    @CsvSource({
        "ban-mapfile, dn, /DC=org/CN=AnnaL, /DC=org/CN=BertaL, text/plain",
        "ban-voms-mapfile, fqan, /lcmaps/annaV, /lcmaps/bertaV, text/plain",
        "htcondor-ce, dn, /DC=org/CN=AnnaC, /DC=org/CN=BertaC, text/plain",
        "dcache-ban, dn, /DC=org/CN=AnnaD, /DC=org/CN=BertaD, text/plain",
        "json, dn, /DC=org/CN=AnnaJ, /DC=org/CN=BertaJ, application/json"
    })
    void everyFormatHasATagIsNotSentTwiceAndWaitsForItsChange(
            String format, String kind, String first, String second, String type) throws Exception {
        String anna = last(first);
        String berta = last(second);
        ban(kind, first);
        HttpResponse<String> list = fetch(site.gatekeeper, format, null);
        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        assertThat(list.body()).contains(anna).doesNotContain(berta);
        assertThat(list.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        String tag = tag(list);
        assertThat(tag).as("a strong one").matches("\"[!#-~]+\"");
        for (String known : List.of(tag, "\"other\", " + tag, "*")) {
            HttpResponse<String> again = fetch(site.gatekeeper, format, known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(tag(again)).isEqualTo(tag);
        }
        assertThat(fetch(site.gatekeeper, format, "\"other\"").statusCode()).isEqualTo(200);
        assertThat(fetch(site.gatekeeper, format + "?wait=300", "\"other\"").body())
                .as("whoever has another one waits for nothing")
                .isEqualTo(list.body());
        assertThat(fetch(site.gatekeeper, format + "?wait=1", tag).statusCode())
                .as("nothing came")
                .isEqualTo(304);

        try (HttpClient client = saz.client(site.gatekeeper)) {
            LongPolls polls = saz.part(LongPolls.class);
            CompletableFuture<HttpResponse<String>> waiting =
                    client.sendAsync(request(format + "?wait=120", tag), BodyHandlers.ofString());
            long deadline = System.nanoTime() + Duration.ofSeconds(50).toNanos();
            while (polls.waiting() < 1 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(polls.waiting()).isOne();
            if (!format.equals("json")) {
                // No file tells CAs of one name apart, and none of attributes holds names.
                ban("dn", kind.equals("dn") ? first : "/CN=Nobody", "/CN=Some CA");
                assertThat(tag(fetch(site.gatekeeper, format, null))).isEqualTo(tag);
            }
            assertThat(waiting).as("what does not change the file wakes nobody").isNotDone();
            ban(kind, second);
            HttpResponse<String> changed = waiting.get(60, TimeUnit.SECONDS);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.body()).contains(anna, berta);
            assertThat(tag(changed)).isNotEqualTo(tag);
            assertThat(fetch(site.gatekeeper, format, tag(changed)).statusCode())
                    .isEqualTo(304);
        }
    }

    /** What is left of a name in every spelling of the five. */
    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('='), name.lastIndexOf('/')) + 1);
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aProgramIsToldWhoseBanItIs() {
        ban("/CN=Whose");
        assertThat(fetch(site.admin, "json", null).body()).contains("/CN=Whose", "\"origin\":\"officer\"");
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
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(polls.waiting()).isEqualTo(20);
            // The last one's thread is on its way out.
            while (servletThreads() > 0 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(servletThreads()).isZero();
            ban("/CN=Awaited");
            for (CompletableFuture<HttpResponse<String>> one : all) {
                HttpResponse<String> answer = one.get(20, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("/CN=Awaited");
            }
        }
        // An answer is there a moment before its wait is over for the server.
        LongPolls polls = saz.part(LongPolls.class);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (polls.waiting() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(polls.waiting()).isZero();
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
        ban("dn", dn);
    }

    /** Made, and known to the instance. */
    private static void ban(String kind, String value, String... qualifier) {
        String second = qualifier.length == 0 ? "" : ",\"qualifier\":\"" + qualifier[0] + "\"";
        HttpResponse<String> made = saz.call(
                site.admin,
                "POST",
                "/api/v1/bans",
                "{\"kind\":\"" + kind + "\",\"value\":\"" + value + "\"" + second
                        + ",\"reason\":\"r\",\"ticket\":\"T-1\"}");
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
