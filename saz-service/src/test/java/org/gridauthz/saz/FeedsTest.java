package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanImport;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real SAZ reads the lists of others from a real HTTPS server that asks for its certificate and is sometimes out of its mind. */
class FeedsTest {
    private static final String PAP = """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
         <listPoliciesResponse xmlns="http://org.glite.authz/wsdl/pap/services/xacml_policy_management">
          <listPoliciesReturn xmlns:x="urn:oasis:names:tc:xacml:2.0:policy:schema:os">
           <x:Policy PolicyId="p1"><x:Rule RuleId="r1" Effect="Deny"><x:Target><x:Subjects><x:Subject>
             <x:SubjectMatch MatchId="urn:oasis:names:tc:xacml:1.0:function:x500Name-equal">
              <x:AttributeValue DataType="urn:oasis:names:tc:xacml:1.0:data-type:x500Name">CN=Of Argus,DC=org</x:AttributeValue>
              <x:SubjectAttributeDesignator AttributeId="subject-id"/>
             </x:SubjectMatch></x:Subject></x:Subjects></x:Target></x:Rule></x:Policy>
          </listPoliciesReturn></listPoliciesResponse></soapenv:Body></soapenv:Envelope>\
        """;

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    /** What the other side answers, by path: a body, or ENDLESS; nothing is an error. */
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private static final String ENDLESS = "endless";

    private static ExecutorService threads;
    private static HttpsServer others;
    private static TestSite site;
    private static RunningService saz;

    @BeforeAll
    static void start() throws IOException {
        site = new TestSite(directory);
        TestCredential host = site.ca.host("/DC=org/DC=gridauthz/CN=bans", "localhost", "127.0.0.1");
        SSLContext tls = host.sslContext(List.of(site.ca.certificate()));
        others = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        others.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters strict = tls.getDefaultSSLParameters();
                strict.setNeedClientAuth(true);
                parameters.setSSLParameters(strict);
            }
        });
        threads = Executors.newVirtualThreadPerTaskExecutor();
        others.setExecutor(threads);
        others.createContext("/", FeedsTest::answer);
        others.start();
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                Stream.of(
                                feed(0, "lines", "LINES", "max-bytes=100000"),
                                feed(1, "argus", "ARGUS", "max-bans=10"),
                                feed(2, "next-door", "GRIDAUTHZ", "max-bans=3"))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    private static List<String> feed(int number, String name, String form, String bound) {
        String setting = "--gridauthz.saz.feeds[" + number + "].";
        return List.of(
                setting + "name=" + name,
                setting + "form=" + form,
                setting + bound,
                setting + "url=https://localhost:" + others.getAddress().getPort() + "/" + name);
    }

    @AfterAll
    static void stop() {
        saz.close();
        others.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String body = ANSWERS.get(exchange.getRequestURI().getPath().substring(1));
            if (body == null) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                do {
                    out.write(
                            body.equals(ENDLESS)
                                    ? "/CN=one more\n".getBytes(StandardCharsets.UTF_8)
                                    : body.getBytes(StandardCharsets.UTF_8));
                } while (body.equals(ENDLESS));
            }
        }
    }

    private static JsonNode read(String name, String query) {
        HttpResponse<String> read = saz.call(site.admin, "POST", "/api/v1/feeds/" + name + "/refresh" + query, "");
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        return RunningService.json(read);
    }

    private static String bans(String origin) {
        return RunningService.json(saz.get(site.admin, "/api/v1/bans?origin=" + origin))
                .path("bans")
                .toString();
    }

    private static String code(HttpResponse<String> response) {
        return RunningService.json(response).path("code").asString();
    }

    @Test
    void aListIsTakenAndNeitherErrorsNorEmptinessNorFloodsTakeItAway() {
        ANSWERS.put("lines", "# banned\n/CN=Line One\n\"/CN=Line Two\"\n/CN=Line Three\n");
        assertThat(read("lines", "").path("bans").asInt()).isEqualTo(3);
        assertThat(bans("feed:lines")).contains("/CN=Line One", "/CN=Line Two", "/CN=Line Three");

        ANSWERS.remove("lines");
        assertThat(read("lines", "").path("fault").asString()).isEqualTo("list.refused");
        ANSWERS.put("lines", ENDLESS);
        assertThat(read("lines", "").path("fault").asString()).isEqualTo("list.too-large");
        ANSWERS.put("lines", "");
        assertThat(read("lines", "").path("fault").asString()).isEqualTo("list.held-back");
        ANSWERS.put("lines", "/CN=Line One\n");
        JsonNode shrunk = read("lines", "");
        assertThat(shrunk.path("fault").asString()).isEqualTo("list.held-back");
        assertThat(shrunk.path("heldSize").asInt()).isEqualTo(1);
        assertThat(bans("feed:lines")).contains("/CN=Line One", "/CN=Line Two", "/CN=Line Three");

        assertThat(read("lines", "?accept=1").path("bans").asInt()).isEqualTo(1);
        assertThat(bans("feed:lines")).contains("/CN=Line One").doesNotContain("/CN=Line Two");
    }

    @Test
    void aPapAndAnotherGridAuthzAreReadInTheirOwnWords() {
        ANSWERS.put("argus", PAP);
        assertThat(read("argus", "").path("bans").asInt()).isEqualTo(1);
        assertThat(bans("feed:argus")).contains("/DC=org/CN=Of Argus");

        assertThat(saz.call(
                                site.admin,
                                "POST",
                                "/api/v1/bans",
                                "{\"kind\":\"dn\",\"value\":\"/CN=Of An Officer\",\"reason\":\"r\",\"ticket\":\"t\"}")
                        .statusCode())
                .isEqualTo(201);
        // What the other GridAuthz says is what this one would say to it.
        String list = "";
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!list.contains("Of An Officer") && System.nanoTime() < end) {
            list = saz.get(site.admin, "/api/v1/banfiles/json").body();
        }
        ANSWERS.put("next-door", list);
        assertThat(read("next-door", "").path("bans").asInt())
                .as("its officer's ban, and not what it has of a feed: " + list)
                .isEqualTo(1);
        assertThat(bans("feed:next-door")).contains("/CN=Of An Officer").doesNotContain("Of Argus");
        String four = Stream.of("a", "b", "c", "d")
                .map(name -> "{\"kind\":\"dn\",\"value\":\"/CN=" + name + "\",\"origin\":\"officer\"}")
                .collect(Collectors.joining(","));
        ANSWERS.put("next-door", "{\"bans\":[" + four + "]}");
        assertThat(read("next-door", "").path("fault").asString()).isEqualTo("list.too-large");
        assertThat(bans("feed:next-door")).contains("/CN=Of An Officer");
    }

    @Test
    void theBansOfAFeedThatIsSetNoMoreAreDroppedByAnOfficer() {
        assertThat(code(saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans?dryRun=true", "")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(saz.call(site.admin, "DELETE", "/api/v1/feeds/lines/bans?dryRun=true", "")))
                .as("it is set")
                .isEqualTo("CONFLICT");
        new BanImport(saz.part(BanBook.class))
                .replace(
                        "feed:gone",
                        List.of(BanTarget.of(BanKind.DN, "/CN=Of Long Ago")),
                        "r",
                        "t",
                        new AdminAct("saz", "schedule", "read-feed", "feed:gone", "r", null));
        assertThat(code(saz.call(site.gatekeeper, "DELETE", "/api/v1/feeds/gone/bans?dryRun=true", "")))
                .isEqualTo("RIGHT_MISSING");
        HttpResponse<String> dry = saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans?dryRun=true", "");
        assertThat(dry.body()).contains("/CN=Of Long Ago").contains("\"bans\":1");
        assertThat(bans("feed:gone")).contains("/CN=Of Long Ago");
        assertThat(code(saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans", "")))
                .isEqualTo("FIELD_MISSING");
        HttpResponse<String> dropped = saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans?reason=over", "");
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
        assertThat(bans("feed:gone")).isEqualTo("[]");
    }

    @Test
    void nobodyWithoutTheRightLearnsWhetherThereIsABan() {
        String lift = "/api/v1/bans/" + "0".repeat(64) + "/lift";
        String body = "{\"turn\":1,\"reason\":\"r\"}";
        assertThat(code(saz.call(site.gatekeeper, "POST", lift, body))).isEqualTo("RIGHT_MISSING");
        assertThat(code(saz.call(site.admin, "POST", lift, body))).isEqualTo("NOT_FOUND");
    }

    @Test
    void aClockThatIsWrongEndsFreshAndNothingElse() throws Exception {
        assertThat(becomes(200)).isTrue();
        DecisionClock clock = saz.part(DecisionClock.class);
        boolean ended = false;
        for (int i = 0; i < 50 && !ended; i++) {
            // The service hears the right time again every second.
            clock.hear(Instant.now().plus(Duration.ofMinutes(45)), List.of());
            ended = health("fresh") == 503;
        }
        assertThat(ended).isTrue();
        assertThat(health("readiness")).isEqualTo(200);
        assertThat(becomes(200)).as("the clocks agree again").isTrue();
    }

    private static boolean becomes(int status) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (health("fresh") != status && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000L);
        }
        return health("fresh") == status;
    }

    private static int health(String step) throws Exception {
        int port = saz.context().getEnvironment().getProperty("local.management.port", Integer.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/" + step))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
