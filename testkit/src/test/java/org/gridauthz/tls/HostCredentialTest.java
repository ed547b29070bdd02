package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemWriter;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PEM files as hosts have them. */
class HostCredentialTest {
    private static TestCa ca;

    @TempDir
    Path directory;

    private Path certificate;
    private Path key;

    @BeforeAll
    static void ca() {
        ca = TestCa.root("/DC=org/DC=example/CN=Test CA");
    }

    @BeforeEach
    void files() {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"RSA_2048", "EC_P256", "EC_P384"})
    void everyKindAndFormOfKeyIsRead(KeyKind kind) throws Exception {
        TestCredential host =
                ca.request("/DC=org/DC=example/CN=host").host("host").key(kind).issue();
        host.writeChain(certificate);
        host.writeKey(key);
        assertSame(HostCredential.read(certificate, key).key(), host.key());
        // One file with the key in the traditional form, as proxies are kept.
        Files.writeString(certificate, host.proxyPem());
        HostCredential read = HostCredential.read(certificate, certificate);
        assertThat(read.chain()).isEqualTo(host.chain());
        assertSame(read.key(), host.key());
    }

    @Test
    void theParametersOpensslWritesBeforeAnEcKeyAreSkipped() throws Exception {
        TestCredential host =
                ca.request("/DC=org/DC=example/CN=host").key(KeyKind.EC_P256).issue();
        host.writeChain(certificate);
        Files.writeString(
                key,
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + host.proxyPem());
        assertSame(HostCredential.read(certificate, key).key(), host.key());
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        TestCredential host = ca.person("/DC=org/DC=example/CN=host");
        host.writeChain(certificate);
        assertThatThrownBy(() -> HostCredential.read(certificate, key)).hasMessageContaining("key.pem");
        assertThatThrownBy(() -> HostCredential.read(certificate, certificate))
                .hasMessageContaining("holds no private key");
        ca.request("/DC=org/DC=example/CN=x").key(KeyKind.RSA_3072).issue().writeKey(key);
        assertThatThrownBy(() -> HostCredential.read(certificate, key))
                .hasMessageContaining("is not that of the first certificate");
        assertThatThrownBy(() -> HostCredential.read(key, key)).hasMessageContaining("holds no certificate");
        Path broken = directory.resolve("broken.pem");
        Files.write(broken, List.of("-----BEGIN CERTIFICATE-----", "AAAA", "-----END CERTIFICATE-----"));
        assertThatThrownBy(() -> HostCredential.read(broken, key)).hasMessageContaining("broken.pem");
    }

    @Test
    void anEncryptedKeyIsNamedAsSuch() throws Exception {
        TestCredential host = ca.person("/DC=org/DC=example/CN=host");
        host.writeChain(certificate);
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new JcaMiscPEMGenerator(
                    host.key(),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build("secret".toCharArray())));
        }
        Files.writeString(key, text.toString());
        assertThatThrownBy(() -> HostCredential.read(certificate, key)).hasMessageContaining("is encrypted");
    }

    private static void assertSame(PrivateKey read, PrivateKey written) {
        assertThat(read.getAlgorithm()).isEqualTo(written.getAlgorithm());
        if (read instanceof ECPrivateKey ec) {
            assertThat(ec.getS()).isEqualTo(((ECPrivateKey) written).getS());
        } else {
            assertThat(read).isEqualTo(written);
        }
    }
}
