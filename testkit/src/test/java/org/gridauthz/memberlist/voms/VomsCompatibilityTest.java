package org.gridauthz.memberlist.voms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.Row;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real HTTPS server that asks for a client certificate. */
class VomsCompatibilityTest {
    private static final ListLimits LIMITS = new ListLimits(Duration.ofSeconds(20), 4000, 10, 0.1);
    private static TestCa ca;
    private static TestCredential server;
    private static TestCredential gums;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<SSLContext> credential = new AtomicReference<>(gums.sslContext());
    private HttpsServer https;

    @BeforeAll
    static void credentials() {
        ca = TestCa.root("/DC=org/DC=example/CN=Test CA");
        server = ca.host("/DC=org/DC=example/CN=voms.example.org", "localhost");
        gums = ca.host("/DC=org/DC=example/CN=gums.example.org", "gums.example.org");
    }

    @BeforeEach
    void start() throws IOException {
        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(server.sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                var tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        https.setExecutor(threads);
        https.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        https.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksAsTheHostAndReadsTheToolkitsAnswer() {
        AtomicReference<String> asked = new AtomicReference<>();
        serve("/voms/dune/services/VOMSCompatibility", exchange -> {
            asked.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("SOAPAction") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + ((HttpsExchange) exchange)
                            .getSSLSession()
                            .getPeerPrincipal()
                            .getName() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 200, GridmapUsersReaderTest.AXIS);
        });

        assertThat(fetch(LIMITS, "/dune/Role=production"))
                .isInstanceOfSatisfying(
                        Listed.class,
                        listed -> assertThat(listed.rows())
                                .extracting(Row::key)
                                .containsExactly("/C=US/CN=A", "/C=US/CN=B"));
        assertThat(asked.get())
                .startsWith("POST \"\" text/xml; charset=utf-8 CN=gums.example.org,DC=example,DC=org <?xml")
                .contains("<ns1:getGridmapUsers soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\""
                        + " xmlns:ns1=\"http://glite.org/wsdl/services/org.glite.security.voms.service.compatibility\"><in0"
                        + " xsi:type=\"xsd:string\">/dune/Role=production</in0></ns1:getGridmapUsers>");
    }

    @ParameterizedTest
    @CsvSource({"403, REFUSED", "404, REFUSED", "302, REFUSED", "500, REFUSED", "503, REFUSED", "200, MALFORMED"})
    void whateverElseTheServerSaysIsNoList(int status, Fault fault) {
        AtomicReference<String> elsewhere = new AtomicReference<>();
        serve("/elsewhere", exchange -> elsewhere.set("followed"));
        serve("/voms/dune/services/VOMSCompatibility", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, status, "<html>no</html>");
        });
        assertFault(fetch(LIMITS, null), fault);
        assertThat(elsewhere.get()).isNull();
    }

    @Test
    void aSilentServerCostsTheDeadlineAndNoMore() {
        serve("/voms/dune/services/VOMSCompatibility", exchange -> await());
        assertFault(fetch(limits(Duration.ofMillis(500), 4000), null), Fault.TIMEOUT);
    }

    @Test
    void aServerThatStopsWithinTheAnswerCostsTheDeadlineToo() {
        serve("/voms/dune/services/VOMSCompatibility", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(GridmapUsersReaderTest.AXIS.substring(0, 50).getBytes(StandardCharsets.UTF_8));
            body.flush();
            await();
        });
        assertFault(fetch(limits(Duration.ofMillis(500), 4000), null), Fault.TIMEOUT);
    }

    @Test
    void anAnswerWithoutEndIsCutAtTheLimit() {
        serve("/voms/dune/services/VOMSCompatibility", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = " ".repeat(1000).getBytes(StandardCharsets.UTF_8);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(block);
            }
        });
        assertFault(fetch(LIMITS, null), Fault.TOO_LARGE);
    }

    @Test
    void nobodyThereIsUnreachable() {
        int port = https.getAddress().getPort();
        https.stop(0);
        assertFault(
                client(LIMITS).fetch(VomsEndpoint.of("https://localhost:" + port + "/voms/dune"), null),
                Fault.UNREACHABLE);
    }

    @Test
    void aServerOfAnUnknownCaOrAnotherNameIsNotAsked() {
        AtomicReference<String> asked = new AtomicReference<>();
        serve("/voms/dune/services/VOMSCompatibility", exchange -> {
            asked.set("asked");
            answer(exchange, 200, GridmapUsersReaderTest.AXIS);
        });
        assertFault(
                client(LIMITS)
                        .fetch(
                                VomsEndpoint.of("https://127.0.0.1:"
                                        + https.getAddress().getPort() + "/voms/dune"),
                                null),
                Fault.UNREACHABLE);
        credential.set(gums.sslContext(List.of(TestCa.root("/CN=Other CA").certificate())));
        assertFault(fetch(LIMITS, null), Fault.UNREACHABLE);
        assertThat(asked.get()).isNull();
    }

    @Test
    void aReplacedHostCredentialIsUsedAtTheNextCall() {
        AtomicReference<String> peer = new AtomicReference<>();
        serve("/voms/dune/services/VOMSCompatibility", exchange -> {
            peer.set(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            answer(exchange, 200, GridmapUsersReaderTest.AXIS);
        });
        VomsCompatibility client = client(LIMITS);
        client.fetch(endpoint(), null);
        credential.set(ca.host("/DC=org/DC=example/CN=new.example.org", "new.example.org")
                .sslContext());
        client.fetch(endpoint(), null);
        assertThat(peer.get()).isEqualTo("CN=new.example.org,DC=example,DC=org");
    }

    private Listing fetch(ListLimits limits, @Nullable String container) {
        return client(limits).fetch(endpoint(), container);
    }

    private VomsCompatibility client(ListLimits limits) {
        return new VomsCompatibility(credential::get, limits);
    }

    private URI endpoint() {
        return VomsEndpoint.of("https://localhost:" + https.getAddress().getPort() + "/voms/dune");
    }

    private static ListLimits limits(Duration deadline, long bytes) {
        return new ListLimits(deadline, bytes, 10, 0.1);
    }

    private static void assertFault(Listing listing, Fault fault) {
        assertThat(listing)
                .isInstanceOfSatisfying(
                        NotListed.class,
                        no -> assertThat(no.fault()).as(no.detail()).isEqualTo(fault));
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(String path, Answer answer) {
        https.createContext(path, exchange -> {
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
