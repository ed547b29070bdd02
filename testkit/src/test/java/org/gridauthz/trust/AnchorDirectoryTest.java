package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.ChainCases.believed;
import static org.gridauthz.trust.ChainCases.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.ChainVerdict.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CRLs, signing policies, namespaces, and what happens when the directory changes under us. */
class AnchorDirectoryTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Directory CA");
    private static final TestCredential ALICE = CA.person("/DC=org/DC=lab/CN=Alice");

    @TempDir
    Path directory;

    private Instant now = Instant.now();

    private GridTrust trust(TrustSettings settings) {
        return GridTrust.ofDirectory(directory, settings, AttributeReader.NONE, (InstantSource) () -> now);
    }

    private GridTrust trust() {
        return trust(TrustSettings.defaults());
    }

    @Test
    void bothHashStyles() throws IOException {
        TestAnchors.in(directory).add(CA);
        List<String> hashes = TestAnchors.hashes(CA);
        assertThat(hashes).doesNotHaveDuplicates().hasSize(2);
        for (String gone : hashes) {
            TestAnchors.in(directory).add(CA);
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.getFileName().toString().startsWith(gone))
                        .forEach(AnchorDirectoryTest::delete);
            }
            assertThat(believed(trust().verify(ALICE.chain())).proxy()).isFalse();
        }
    }

    @Test
    void aFileUnderAWrongHashIsNoAnchor() throws IOException {
        TestAnchors.in(directory).add(TestCa.root("/CN=Other"));
        Path own = directory.resolve(TestAnchors.hashes(CA).getFirst() + ".0");
        TestAnchors.in(directory).certificate(CA);
        Files.move(own, directory.resolve("deadbeef.0"));
        TestAnchors.in(directory).remove(CA, ".0");
        GridTrust trust = trust();
        refused(trust.verify(ALICE.chain()), TrustReason.ANCHOR_UNKNOWN);
        assertThat(trust.status().problems()).anyMatch(problem -> problem.contains("deadbeef.0"));
    }

    @Test
    void revokedIsRefusedFromTheNextReadingOnAlsoWhenRemembered() {
        TestCa ca = TestCa.root("/DC=org/CN=Revoking CA");
        TestCredential bob = ca.person("/DC=org/CN=Bob");
        TestCredential proxy = bob.proxy().issue();
        TestAnchors.in(directory).add(ca);
        GridTrust trust = trust();
        long first = trust.generation();
        assertThat(believed(trust.verify(proxy.chain())).proxy()).isTrue();
        trust.reread();
        assertThat(trust.generation()).isEqualTo(first);
        ca.revoke(bob.leaf());
        TestAnchors.in(directory).crl(ca);
        trust.reread();
        assertThat(trust.generation()).isEqualTo(first + 1);
        refused(trust.verify(bob.chain()), TrustReason.CERTIFICATE_REVOKED);
        refused(trust.verify(proxy.chain()), TrustReason.CERTIFICATE_REVOKED);
        ca.unrevoke(bob.leaf());
        TestAnchors.in(directory).crl(ca);
        trust.reread();
        assertThat(believed(trust.verify(proxy.chain())).proxy()).isTrue();
    }

    @Test
    void aRevokedIntermediate() {
        TestCa root = TestCa.root("/DC=org/CN=Upper CA");
        TestCa middle = root.intermediate("/DC=org/CN=Middle CA");
        TestCredential person = middle.person("/DC=org/CN=Deep");
        root.revoke(middle.certificate());
        TestAnchors.in(directory).certificate(root).crl(root).policies(root, "*");
        refused(trust().verify(person.chainWithAuthorities()), TrustReason.CERTIFICATE_REVOKED);
    }

    @Test
    void missingExpiredAndFalseCrls() {
        TestAnchors anchors = TestAnchors.in(directory).add(CA).remove(CA, ".r0");
        GridTrust lenient = trust();
        assertThat(believed(lenient.verify(ALICE.chain())).proxy()).isFalse();
        assertThat(lenient.status().withoutCrl()).hasSize(1);
        refused(
                trust(TrustSettings.defaults().with(TrustSettings.MissingCrl.REFUSED))
                        .verify(ALICE.chain()),
                TrustReason.CRL_MISSING);
        anchors.crl(CA, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));
        refused(trust().verify(ALICE.chain()), TrustReason.CRL_EXPIRED);
        refused(trust().verify(ALICE.chain(), now.minus(Duration.ofMinutes(30))), TrustReason.CRL_EXPIRED);
    }

    @Test
    void aRememberedChainDiesWithItsCrl() {
        TestAnchors.in(directory).add(CA).crl(CA, now.minus(Duration.ofDays(1)), now.plus(Duration.ofHours(1)));
        GridTrust trust = trust();
        assertThat(believed(trust.verify(ALICE.chain())).proxy()).isFalse();
        now = now.plus(Duration.ofHours(2));
        refused(trust.verify(ALICE.chain()), TrustReason.CRL_EXPIRED);
    }

    @Test
    void aCrlOfAnImpostorOrGarbage() {
        TestAnchors anchors =
                TestAnchors.in(directory).add(CA).crl(CA, CA.impostor().crl());
        refused(trust().verify(ALICE.chain()), TrustReason.CRL_INVALID);
        anchors.write(CA, ".r0", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
        refused(trust().verify(ALICE.chain()), TrustReason.CRL_INVALID);
    }

    @Test
    void signingPolicyAndNamespacesBothMustPermit() {
        TestAnchors anchors = TestAnchors.in(directory).add(CA).signingPolicy(CA, "/DC=org/DC=elsewhere/*");
        refused(trust().verify(ALICE.chain()), TrustReason.SIGNING_POLICY_VIOLATED);
        anchors.signingPolicy(CA, "/DC=org/DC=lab/*");
        assertThat(believed(trust().verify(ALICE.proxy().issue().chain())).proxy())
                .isTrue();
        anchors.namespaces(CA, "/DC=org/DC=elsewhere/*");
        refused(trust().verify(ALICE.chain()), TrustReason.NAMESPACE_VIOLATED);
        anchors.remove(CA, ".namespaces").remove(CA, ".signing_policy");
        assertThat(believed(trust().verify(ALICE.chain())).proxy()).isFalse();
        refused(
                trust(TrustSettings.defaults().with(TrustSettings.SigningPolicies.REQUIRED))
                        .verify(ALICE.chain()),
                TrustReason.SIGNING_POLICY_MISSING);
        anchors.write(CA, ".signing_policy", "this is no policy");
        refused(trust().verify(ALICE.chain()), TrustReason.SIGNING_POLICY_UNREADABLE);
    }

    @Test
    void theLastGoodSetStays() throws IOException {
        TestAnchors.in(directory).add(CA);
        GridTrust trust = trust();
        Instant read = now;
        now = now.plusSeconds(30);
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(AnchorDirectoryTest::delete);
        }
        TrustStatus status = trust.reread();
        assertThat(status.failure()).contains("no trust anchor");
        assertThat(status.readAt()).isEqualTo(read);
        assertThat(status.age(now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(believed(trust.verify(ALICE.chain())).proxy()).isFalse();
        Files.delete(directory);
        assertThat(trust.reread().failure()).isNotNull();
        assertThat(believed(trust.verify(ALICE.proxy().issue().chain())).proxy())
                .isTrue();
        TestAnchors.in(directory).add(CA);
        assertThat(trust.reread().failure()).isNull();
        assertThat(trust.status().readAt()).isEqualTo(now);
    }

    @Test
    void aFileThatBreaksKeepsItsLastGoodContents() {
        TestAnchors anchors = TestAnchors.in(directory).add(CA);
        GridTrust trust = trust();
        anchors.write(CA, ".0", "garbage").write(CA, ".r0", "garbage").write(CA, ".namespaces", "garbage");
        assertThat(trust.reread().problems()).hasSize(6).allMatch(problem -> problem.contains("last good"));
        assertThat(believed(trust.verify(ALICE.chain())).proxy()).isFalse();
        trust.reread();
        assertThat(trust.status().problems()).hasSize(6);
    }

    @Test
    void withoutAnyAnchorThereIsNoVerdict() {
        GridTrust trust = trust();
        assertThat(trust.verify(ALICE.chain())).isInstanceOf(Unknown.class);
        TestAnchors.in(directory).add(CA);
        trust.reread();
        assertThat(believed(trust.verify(ALICE.chain())).proxy()).isFalse();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
