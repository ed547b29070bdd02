package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.tls.Dialogue.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resumed session and an old connection never meet the trust manager again; they are judged all the same. */
class ResumptionTest {
    @TempDir
    Path directory;

    private Site site;
    private GridServer server;
    private TestCredential alice;
    private SSLContext client;

    @BeforeEach
    void start() throws HostCredentialException {
        site = new Site(directory);
        server = GridServer.start(site);
        alice = site.person("Alice");
        client = alice.proxies(2).sslContext();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResumedSessionKeepsTheClientsChain(String version) throws Exception {
        long began = firstConnection(version);
        try (Dialogue again = new Dialogue(client, server.port(), version)) {
            assertThat(again.session().getCreationTime()).as("resumed").isEqualTo(began);
            assertThat(again.ask("/who").body()).isEqualTo("/DC=org/DC=example/CN=Alice|proxy|calls");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void revocationReachesAResumedSession(String version) throws Exception {
        long began = firstConnection(version);
        site.revoke(alice);
        try (Dialogue again = new Dialogue(client, server.port(), version)) {
            assertThat(again.session().getCreationTime()).as("resumed").isEqualTo(began);
            Reply reply = again.ask("/who");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("CALLER_REFUSED", "certificate-revoked");
            assertThat(again.closedByServer()).isTrue();
        }
        assertThat(server.counted.next()).containsExactly("CERTIFICATE_REVOKED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void revocationReachesAnOpenConnection(String version) throws Exception {
        try (Dialogue connection = new Dialogue(client, server.port(), version)) {
            assertThat(connection.ask("/who").status()).isEqualTo(200);
            assertThat(connection.ask("/who").status()).isEqualTo(200);
            site.revoke(alice);
            Reply reply = connection.ask("/who");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.closes()).isTrue();
            assertThat(connection.closedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aProxyThatRunsOutOnAnOpenConnectionIsRefused(String version) throws Exception {
        try (Dialogue connection = new Dialogue(client, server.port(), version)) {
            assertThat(connection.ask("/who").status()).isEqualTo(200);
            site.putForward(Duration.ofHours(13));
            Reply reply = connection.ask("/who");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("certificate-expired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCrlThatRunsOutReachesAnOpenConnectionThoughNoFileChanged(String version) throws Exception {
        try (Dialogue connection =
                new Dialogue(site.ca.person("/DC=org/DC=example/CN=Bob").sslContext(), server.port(), version)) {
            assertThat(connection.ask("/who").status()).isEqualTo(200);
            site.putForward(Duration.ofDays(31));
            Reply reply = connection.ask("/who");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("crl-expired");
        }
    }

    private long firstConnection(String version) throws Exception {
        try (Dialogue first = new Dialogue(client, server.port(), version)) {
            assertThat(first.ask("/who").status()).isEqualTo(200);
            return first.session().getCreationTime();
        }
    }
}
