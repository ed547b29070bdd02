package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's own certificates: two kinds side by side, exchanged while the service runs. */
class HostCertificateTest {
    @TempDir
    Path directory;

    private Site site;
    private GridServer server;
    private TestCredential alice;

    @BeforeEach
    void start() throws HostCredentialException {
        site = new Site(directory);
        server = GridServer.start(site);
        alice = site.person("Alice");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachClientGetsTheKindItCanRead() throws Exception {
        assertThat(served(
                                "TLSv1.3",
                                it -> it.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256", "rsa_pkcs1_sha256"}))
                        .getPublicKey()
                        .getAlgorithm())
                .isEqualTo("RSA");
        assertThat(served("TLSv1.3", it -> {}).getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(served("TLSv1.2", it -> it.setCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"}))
                        .getPublicKey()
                        .getAlgorithm())
                .isEqualTo("RSA");
        assertThat(served("TLSv1.2", it -> {}).getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void aNewCertificateIsServedAndOldConnectionsAreKept() throws Exception {
        SSLContext client = alice.sslContext();
        try (Dialogue old = new Dialogue(client, server.port(), "TLSv1.3")) {
            assertThat(old.ask("/who").status()).isEqualTo(200);
            TestCredential fresh = site.host(KeyKind.EC_P256);
            Site.install(site.ec, fresh);
            assertThat(server.watch.look()).isTrue();
            assertThat(server.watch.look()).as("nothing new").isFalse();
            assertThat(served("TLSv1.3", it -> {})).isEqualTo(fresh.leaf());
            assertThat(old.ask("/who").status()).isEqualTo(200);
            // A session made under the old certificate is not resumed, but its client gets in.
            try (Dialogue again = new Dialogue(client, server.port(), "TLSv1.3")) {
                assertThat(again.session().getPeerCertificates()[0]).isEqualTo(fresh.leaf());
                assertThat(again.ask("/who").body()).startsWith(alice.slashName());
            }
        }
        assertThat(server.watch.alarm()).isNull();
    }

    @Test
    void filesThatCannotBeUsedLeaveTheOldCertificateInService() throws Exception {
        X509Certificate before = served("TLSv1.3", it -> {});
        Files.writeString(site.ec.certificate(), "-----BEGIN CERTIFICATE-----\nrubbish\n");
        assertThat(server.watch.look()).isFalse();
        assertThat(server.watch.alarm()).contains("ec.pem", "stays in service");
        assertThat(served("TLSv1.3", it -> {})).isEqualTo(before);
        site.host(KeyKind.EC_P256).writeChain(site.ec.certificate());
        assertThat(server.watch.look()).isFalse();
        assertThat(server.watch.alarm()).contains("is not that of the first certificate");
        assertThat(served("TLSv1.3", it -> {})).isEqualTo(before);
        Site.install(
                site.ec,
                site.ca
                        .request("/DC=org/DC=example/CN=localhost")
                        .host("localhost")
                        .key(KeyKind.EC_P256)
                        .validity(
                                Instant.now().minus(Duration.ofDays(2)),
                                Instant.now().minus(Duration.ofDays(1)))
                        .issue());
        assertThat(server.watch.look()).isFalse();
        assertThat(server.watch.alarm()).contains("not valid now");
        TestCredential mended = site.host(KeyKind.EC_P256);
        Site.install(site.ec, mended);
        assertThat(server.watch.look()).isTrue();
        assertThat(server.watch.alarm()).isNull();
        assertThat(served("TLSv1.3", it -> {})).isEqualTo(mended.leaf());
    }

    @Test
    void aMissingFileIsAnAlarmToo() throws Exception {
        Files.delete(site.rsa.certificate());
        assertThat(server.watch.look()).isFalse();
        assertThat(server.watch.alarm()).contains("cannot be read");
        assertThat(served("TLSv1.3", it -> {}).getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    private X509Certificate served(String version, Consumer<SSLParameters> also) throws Exception {
        try (Dialogue dialogue = new Dialogue(alice.sslContext(), server.port(), version, also)) {
            assertThat(dialogue.ask("/who").status()).isEqualTo(200);
            return (X509Certificate) dialogue.session().getPeerCertificates()[0];
        }
    }
}
