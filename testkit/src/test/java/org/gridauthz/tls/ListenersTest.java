package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.gridauthz.tls.Dialogue.Reply;
import org.gridauthz.tls.TlsSettings.ClientCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several listeners in one Tomcat, several Tomcats in one JVM. */
class ListenersTest {
    @TempDir
    Path directory;

    @Test
    void eachListenerHasItsNameItsNeedAndItsPaths() throws Exception {
        Site site = new Site(directory);
        try (GridServer server = new GridServer(
                site,
                List.of(
                        GridServer.listener("calls", ClientCertificate.REQUIRED),
                        GridServer.listener("cms", ClientCertificate.REQUIRED),
                        GridServer.listener("mixed", ClientCertificate.WANTED),
                        GridServer.listener("health", ClientCertificate.NONE, "/live", "/ready")))) {
            SSLContext alice = site.person("Alice").sslContext();
            SSLContext nobody = GridHttpClient.context(site.trust);
            assertThat(Dialogue.ask(alice, server.port("cms"), "TLSv1.3").body())
                    .isEqualTo("/DC=org/DC=example/CN=Alice|cms");
            assertThat(Dialogue.ask(alice, server.port("mixed"), "TLSv1.3").body())
                    .isEqualTo("/DC=org/DC=example/CN=Alice|mixed");
            assertThat(Dialogue.ask(nobody, server.port("mixed"), "TLSv1.3").body())
                    .isEqualTo("nobody|mixed");
            try (Dialogue health = new Dialogue(nobody, server.port("health"), "TLSv1.3")) {
                assertThat(health.ask("/live").body()).isEqualTo("nobody|health");
                assertThat(health.ask("/live/deep").status()).isEqualTo(200);
                for (String path : List.of(
                        "/",
                        "/who",
                        "/lively",
                        "/live/../api/v1/bans",
                        "/live/%2e%2e/api",
                        "/live;x/../api",
                        "//live/..")) {
                    assertThat(health.ask(path).status()).as(path).isEqualTo(404);
                }
            }
            // A certificate shown where none is needed is not looked at, let alone believed.
            assertThat(ask(alice, server.port("health"), "/live").body()).isEqualTo("nobody|health");
        }
    }

    /** What no path can be made of is no reason for a page of the container's, and none to forget who may come. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live%zz",
                "/live%",
                "/live%00",
                "/live%c0%af",
                "/live%ff%fe",
                "/live/%2e%2e/%2e%2e",
                "/live%5c..%5cwho"
            })
    void aPathThatCannotBeReadIsRefusedWithATypedError(String path) throws Exception {
        Site site = new Site(directory);
        try (GridServer server = new GridServer(
                site,
                List.of(
                        GridServer.listener("calls", ClientCertificate.REQUIRED),
                        GridServer.listener("health", ClientCertificate.NONE, "/live")))) {
            SSLContext nobody = GridHttpClient.context(site.trust);
            Reply refused = ask(nobody, server.port("health"), path);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("\"status\":400", "PARAMETER_INVALID")
                    .doesNotContain("Tomcat", "<html");
            Reply known = ask(site.person("Alice").sslContext(), server.port("calls"), path);
            assertThat(known.status()).as(known.body()).isEqualTo(400);
            assertThat(ask(nobody, server.port("health"), "/live").status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsShownWhereACertificateIsWantedIsJudged() throws Exception {
        Site site = new Site(directory);
        try (GridServer server =
                new GridServer(site, List.of(GridServer.listener("mixed", ClientCertificate.WANTED)))) {
            var mallory = site.person("Mallory");
            site.revoke(mallory);
            assertThatThrownBy(() -> Dialogue.ask(mallory.sslContext(), server.port("mixed"), "TLSv1.3"))
                    .isInstanceOf(IOException.class);
            assertThat(server.counted.next()).containsExactly("CERTIFICATE_REVOKED");
        }
    }

    @Test
    void twoServicesInOneJvmDoNotShareTheirTrust() throws Exception {
        Site here = new Site(directory.resolve("here"));
        Site there = new Site(directory.resolve("there"), "/DC=org/DC=example/CN=Second CA");
        try (GridServer first = GridServer.start(here);
                GridServer second = GridServer.start(there)) {
            SSLContext alice = here.person("Alice").sslContext(List.of(here.ca.certificate(), there.ca.certificate()));
            assertThat(Dialogue.ask(alice, first.port(), "TLSv1.3").status()).isEqualTo(200);
            assertThatThrownBy(() -> Dialogue.ask(alice, second.port(), "TLSv1.3"))
                    .isInstanceOf(IOException.class);
            assertThat(Dialogue.ask(alice, first.port(), "TLSv1.3").status()).isEqualTo(200);
            assertThat(second.counted.next()).containsExactly("ANCHOR_UNKNOWN");
        }
    }

    @Test
    void plainHttpOnATlsPortIsCountedAndAnswersNothingOfValue() throws Exception {
        Site site = new Site(directory);
        try (GridServer server = GridServer.start(site);
                Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /who HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("200");
            assertThat(server.counted.next()).hasSize(1);
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleIsCounted() throws Exception {
        Site site = new Site(directory);
        try (GridServer server = GridServer.start(site)) {
            Socket socket = new Socket("localhost", server.port());
            socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0});
            socket.close();
            assertThat(server.counted.next()).containsExactly("CLOSED");
        }
    }

    @Test
    void withoutAnchorsNobodyIsRefusedForGood() throws Exception {
        Site site = new Site(directory, "/DC=org/CN=CA", directory.resolve("nowhere"));
        try (GridServer server = GridServer.start(site)) {
            var alice = site.person("Alice").sslContext();
            assertThatThrownBy(() -> Dialogue.ask(alice, server.port(), "TLSv1.3"))
                    .isInstanceOf(IOException.class);
            assertThat(server.counted.next()).containsExactly("TRUST_UNKNOWN");
        }
    }

    private static Reply ask(SSLContext context, int port, String path) throws IOException {
        try (Dialogue dialogue = new Dialogue(context, port, "TLSv1.3")) {
            return dialogue.ask(path);
        }
    }
}
