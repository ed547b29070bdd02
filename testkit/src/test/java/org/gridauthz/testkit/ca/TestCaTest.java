package org.gridauthz.testkit.ca;

import static org.assertj.core.api.Assertions.assertThat;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test CA is checked against canl: what it means to be good is believed, what it means to be bad is not. */
class TestCaTest {
    @TempDir
    static Path scratch;

    private static TestCa ca;
    private static TestAnchors anchors;
    private static TestCredential alice;

    @BeforeAll
    static void world() {
        ca = TestCa.root("/DC=org/DC=example/CN=Test CA");
        anchors = TestAnchors.in(scratch.resolve("anchors")).add(ca);
        alice = ca.person("/DC=org/DC=example/CN=Alice");
    }

    static boolean believed(List<X509Certificate> chain, boolean modernHash) {
        OpensslCertChainValidator validator = new OpensslCertChainValidator(
                anchors.directory().toString(),
                modernHash,
                NamespaceCheckingMode.EUGRIDPMA_AND_GLOBUS_REQUIRE,
                -1,
                new ValidatorParams(
                        new RevocationParameters(CrlCheckingMode.REQUIRE, new OCSPParametes(OCSPCheckingMode.IGNORE)),
                        ProxySupport.ALLOW),
                false);
        try {
            return validator.validate(chain.toArray(X509Certificate[]::new)).isValid();
        } catch (NullPointerException e) {
            // What canl 2.8.3 makes of a proxy whose signer is not in the chain.
            return false;
        } finally {
            validator.dispose();
        }
    }

    static boolean believed(TestCredential credential) {
        return believed(credential.chain(), true);
    }

    @Test
    void bothHashStylesServe() {
        assertThat(TestAnchors.hashes(ca)).doesNotHaveDuplicates().hasSize(2);
        assertThat(believed(alice.chain(), true)).isTrue();
        assertThat(believed(alice.chain(), false)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void everyKindOfProxyIsBelieved(ProxyKind kind) {
        assertThat(believed(alice.proxy().kind(kind).issue())).isTrue();
        assertThat(believed(alice.proxy().kind(kind).limited().issue())).isTrue();
        assertThat(believed(alice.proxy().kind(kind).issue().proxy().kind(kind).issue()))
                .isTrue();
    }

    @Test
    void longChainsIndependentProxiesAndEllipticKeysAreBelieved() {
        assertThat(believed(alice.proxies(9))).isTrue();
        assertThat(believed(alice.proxy().independent().issue())).isTrue();
        TestCredential elliptic = ca.request("/DC=org/DC=example/CN=Eve Curve")
                .key(KeyKind.EC_P256)
                .issue();
        assertThat(believed(elliptic.proxy().key(KeyKind.EC_P256).issue())).isTrue();
    }

    @Test
    void whatIsMeantToBeBadIsRefused() {
        TestCredential bob = ca.person("/DC=org/DC=example/CN=Bob");
        assertThat(believed(
                        alice.proxy().subject("/DC=org/DC=example/CN=Bob/CN=1").issue()))
                .as("wrong name")
                .isFalse();
        assertThat(believed(alice.proxy()
                        .signedWith(TestKeys.fresh(KeyKind.RSA_2048).getPrivate())
                        .issue()))
                .as("wrong signer")
                .isFalse();
        // An hour, because canl forgives a proxy its first few minutes after the end.
        assertThat(believed(alice.proxy().validFor(Duration.ofHours(-1)).issue()))
                .as("expired proxy")
                .isFalse();
        assertThat(believed(alice.proxy().pathLength(0).issue().proxies(1)))
                .as("path length")
                .isFalse();
        assertThat(believed(alice.presenting(List.of(alice.proxies(1).leaf(), bob.leaf()))))
                .as("two strangers in a chain")
                .isFalse();
        assertThat(believed(ca.request("/DC=org/DC=example/CN=Old")
                        .validFor(Duration.ofDays(-1))
                        .issue()))
                .as("expired person")
                .isFalse();
        assertThat(believed(ca.impostor().person("/DC=org/DC=example/CN=Alice")))
                .as("another CA of the same name")
                .isFalse();
    }

    @Test
    void revocationExpiredListsAndPoliciesBite() {
        TestCa own = TestCa.root("/DC=org/DC=example/CN=Strict CA");
        anchors.add(own);
        TestCredential mallory = own.person("/DC=org/DC=example/CN=Mallory");
        TestCredential carol = own.person("/DC=org/DC=example/CN=Carol");
        assertThat(believed(mallory)).isTrue();
        own.revoke(mallory.leaf());
        anchors.crl(own);
        assertThat(believed(mallory)).isFalse();
        assertThat(believed(mallory.proxies(1))).isFalse();
        assertThat(believed(carol)).isTrue();
        anchors.crl(own, Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofDays(1)));
        assertThat(believed(carol)).as("expired CRL").isFalse();
        anchors.crl(own).policies(own, "/C=IT/*");
        assertThat(believed(carol)).as("name outside the policy").isFalse();
        anchors.policies(own, "/C=IT/*", "/DC=org/DC=example/*");
        assertThat(believed(carol)).isTrue();
    }

    @Test
    void anIntermediateIssuesBelowTheRoot() {
        TestCa below = ca.intermediate("/DC=org/DC=example/CN=Issuing CA");
        anchors.add(below);
        assertThat(believed(below.person("/DC=org/DC=example/CN=Dave").proxies(2)))
                .isTrue();
    }

    @Test
    void filesHaveTheModesClientsDemandAndReadBack() throws Exception {
        TestCredential proxy = alice.proxy().issue();
        Path file = proxy.writeProxy(scratch.resolve("proxy.pem"));
        Path key = alice.writeKey(scratch.resolve("key.pem"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("r--------");
        assertThat(Pem.read(proxy.authorities(), file)).isEqualTo(proxy);
        assertThat(Pem.read(List.of(), alice.writeChain(scratch.resolve("cert.pem")), key)
                        .key())
                .isEqualTo(alice.key());
    }
}
