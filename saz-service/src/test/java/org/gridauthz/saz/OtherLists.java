package org.gridauthz.saz;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.TestSite;

/** The other side of feeds: an HTTPS server that asks for its caller's certificate and is sometimes out of its mind. */
final class OtherLists implements AutoCloseable {
    /** A list that grows without end. */
    static final String ENDLESS = "endless";
    /** One that begins, and never ends. */
    static final String STALLED = "stalled";

    /** What is answered, by path: a body, or one of the above; nothing is an error. */
    final Map<String, String> answers = new ConcurrentHashMap<>();

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;

    OtherLists(TestSite site) throws IOException {
        TestCredential host = site.ca.host("/DC=org/DC=gridauthz/CN=bans", "localhost", "127.0.0.1");
        SSLContext tls = host.sslContext(List.of(site.ca.certificate()));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters strict = tls.getDefaultSSLParameters();
                strict.setNeedClientAuth(true);
                parameters.setSSLParameters(strict);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + "/" + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String body = answers.get(exchange.getRequestURI().getPath().substring(1));
            if (body == null) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            if (body.equals(STALLED)) {
                exchange.getResponseBody().write("/CN=one more\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                over.await();
                return;
            }
            try (OutputStream out = exchange.getResponseBody()) {
                do {
                    out.write(
                            body.equals(ENDLESS)
                                    ? "/CN=one more\n".getBytes(StandardCharsets.UTF_8)
                                    : body.getBytes(StandardCharsets.UTF_8));
                } while (body.equals(ENDLESS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
