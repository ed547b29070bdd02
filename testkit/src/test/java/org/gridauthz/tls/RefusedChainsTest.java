package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.TrustReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who does not get in: refused before a single byte of a request is read, and counted once under its reason. */
class RefusedChainsTest {
    @TempDir
    static Path directory;

    private static Site site;
    private static GridServer server;
    private static TestCredential alice;
    private static TestCredential mallory;
    private static TestCredential revoked;

    private record Forgery(String name, TrustReason reason, Supplier<TestCredential> made) {}

    @BeforeAll
    static void start() throws Exception {
        site = new Site(directory);
        server = GridServer.start(site);
        alice = site.person("Alice");
        mallory = site.person("Mallory");
        revoked = site.person("Revoked");
        site.revoke(revoked);
        // The forgeries below meet a server that has Alice's chain in its cache.
        assertThat(Dialogue.ask(alice.sslContext(), server.port(), "TLSv1.3").status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> forgeries() {
        Instant now = Instant.now();
        TestCa stranger = TestCa.root("/DC=org/DC=elsewhere/CN=Other CA");
        X509Certificate anchor = site.ca.certificate();
        return Stream.of(
                        new Forgery(
                                "no certificate",
                                TrustReason.CHAIN_EMPTY,
                                () -> new TestCredential(List.of(), alice.key(), List.of(anchor))),
                        new Forgery(
                                "expired",
                                TrustReason.CERTIFICATE_EXPIRED,
                                () -> site.ca
                                        .request("/DC=org/DC=example/CN=Old")
                                        .validity(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)))
                                        .issue()),
                        new Forgery(
                                "not yet valid",
                                TrustReason.CERTIFICATE_NOT_YET_VALID,
                                () -> site.ca
                                        .request("/DC=org/DC=example/CN=New")
                                        .validity(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)))
                                        .issue()),
                        new Forgery(
                                "expired proxy",
                                TrustReason.CERTIFICATE_EXPIRED,
                                () -> alice.proxy()
                                        .validity(now.minus(Duration.ofHours(9)), now.minus(Duration.ofHours(1)))
                                        .issue()),
                        new Forgery("revoked", TrustReason.CERTIFICATE_REVOKED, () -> revoked),
                        new Forgery(
                                "proxy of a revoked one", TrustReason.CERTIFICATE_REVOKED, () -> revoked.proxies(2)),
                        new Forgery(
                                "other CA",
                                TrustReason.ANCHOR_UNKNOWN,
                                () -> stranger.person("/DC=org/DC=example/CN=Alice")),
                        new Forgery(
                                "CA of the same name",
                                TrustReason.SIGNATURE_WRONG,
                                () -> site.ca.impostor().person("/DC=org/DC=example/CN=Alice")),
                        new Forgery("21 certificates", TrustReason.CHAIN_TOO_LONG, () -> alice.proxies(20)),
                        new Forgery(
                                "weak key",
                                TrustReason.KEY_TOO_WEAK,
                                () -> site.ca
                                        .request("/DC=org/DC=example/CN=Weak")
                                        .key(KeyKind.RSA_1024)
                                        .issue()),
                        // What voms-api-java's caching validator lets in once Alice was here (stack.md 3.5).
                        new Forgery(
                                "self-made proxy over Alice",
                                TrustReason.SIGNATURE_WRONG,
                                () -> alice.proxy().signedWith(mallory.key()).issue()),
                        new Forgery(
                                "proxy of another name over Alice",
                                TrustReason.PROXY_NAME_WRONG,
                                () -> alice.proxy()
                                        .subject("/DC=org/DC=example/CN=Root/CN=1")
                                        .issue()),
                        new Forgery(
                                "Mallory's proxy over Alice",
                                TrustReason.PROXY_NAME_WRONG,
                                () -> mallory.proxies(1)
                                        .presenting(List.of(mallory.proxies(1).leaf(), alice.leaf()))),
                        new Forgery(
                                "full proxy of a limited one",
                                TrustReason.PROXY_LIMITED_SIGNED_FULL,
                                () -> alice.proxy().limited().issue().proxies(1)))
                .flatMap(forgery -> Stream.of("TLSv1.2", "TLSv1.3")
                        .map(version -> Arguments.of(forgery.name(), version, forgery.made(), forgery.reason())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("forgeries")
    void staysOut(String name, String version, Supplier<TestCredential> made, TrustReason reason) throws Exception {
        TestCredential credential = made.get();
        assertThatThrownBy(() -> Dialogue.ask(
                        credential.chain().isEmpty()
                                ? anonymous()
                                : credential.sslContext(List.of(site.ca.certificate())),
                        server.port(),
                        version))
                .isInstanceOf(IOException.class);
        assertThat(server.counted.next()).containsExactly(reason.name());
    }

    @Test
    void aCertificateThatIsNotPartOfThePathLendsNobodyItsName() throws Exception {
        TestCredential both = mallory.presenting(List.of(mallory.leaf(), alice.leaf()));
        assertThat(Dialogue.ask(both.sslContext(List.of(site.ca.certificate())), server.port(), "TLSv1.3")
                        .body())
                .isEqualTo(mallory.slashName() + "|calls");
    }

    private static javax.net.ssl.SSLContext anonymous() {
        return GridHttpClient.context(site.trust);
    }
}
