package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services run with the Corretto provider first: everything that matters must hold with it too. */
class FastCryptoTest {
    private static final String NAME = "AmazonCorrettoCryptoProvider";

    @TempDir
    Path directory;

    @AfterEach
    void leaveTheOtherTestsAlone() {
        Security.removeProvider(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void proxiesGetInAndRevokedOnesDoNot(String version) throws Exception {
        assertThat(FastCrypto.install()).isTrue();
        assertThat(FastCrypto.install()).as("a second time").isTrue();
        Provider first = Security.getProviders()[0];
        assertThat(first.getName()).isEqualTo(NAME);
        assertThat(Signature.getInstance("SHA256withECDSA").getProvider()).isEqualTo(first);
        Site site = new Site(directory);
        try (GridServer server = GridServer.start(site)) {
            var alice = site.person("Alice");
            assertThat(Dialogue.ask(alice.proxies(2).sslContext(), server.port(), version)
                            .body())
                    .isEqualTo("/DC=org/DC=example/CN=Alice|proxy|calls");
            var forged = alice.proxy().signedWith(site.person("Mallory").key()).issue();
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> Dialogue.ask(forged.sslContext(), server.port(), version))
                    .isInstanceOf(java.io.IOException.class);
            assertThat(server.counted.next()).containsExactly("SIGNATURE_WRONG");
        }
    }
}
