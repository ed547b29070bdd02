package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.AttributeRefusal.*;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestKeys;
import org.gridauthz.testkit.ca.TestVo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which attribute certificates are believed, and with what word the others are refused. What is no certificate at all is {@link VomsFormsTest}. */
class VomsTrustTest {
    @TempDir
    static Path scratch;

    private static VomsWorld world;

    @BeforeAll
    static void world() {
        world = new VomsWorld(scratch);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void attributesComeFromEveryKindOfProxy(ProxyKind kind) {
        VomsReading reading = world.read(world.alice
                .proxy()
                .kind(kind)
                .attributeCertificate(world.dune.ac(world.dune
                        .order(world.alice, "/dune/Role=production", "/dune")
                        .with(List.of(new GenericAttribute("nickname", "ally", "dune")))))
                .issue());
        assertThat(reading.refused()).isEmpty();
        VomsAttributes attributes = reading.attributes().getFirst();
        assertThat(attributes.vo()).isEqualTo("dune");
        assertThat(attributes.fqans()).containsExactly(Fqan.parse("/dune/Role=production"), Fqan.parse("/dune"));
        assertThat(attributes.genericAttributes()).containsExactly(new GenericAttribute("nickname", "ally", "dune"));
        assertThat(attributes.issuer().text()).isEqualTo("/DC=org/DC=gridauthz/CN=voms.example.org");
        assertThat(reading.until()).isEqualTo(attributes.notAfter());
    }

    @Test
    void aProxyWithoutAttributesAndAPersonReadAsNothing() {
        assertThat(world.read(world.alice))
                .isEqualTo(new VomsReading(
                        List.of(),
                        List.of(),
                        Instant.MIN,
                        Instant.MAX,
                        world.trust.vomsdir().generation()));
        assertThat(world.read(world.alice.proxies(2)).attributes()).isEmpty();
    }

    @Test
    void theProxyNearestToTheLeafSpeaks() {
        TestCredential production = world.dune.proxy(world.alice, "/dune/Role=production", "/dune");
        TestCredential delegated = production.proxies(2);
        assertThat(world.read(delegated).attributes().getFirst().fqans()).contains(Fqan.parse("/dune/Role=production"));
        TestCredential narrowed = production
                .proxy()
                .attributeCertificate(world.dune.ac(world.alice, "/dune"))
                .issue();
        assertThat(world.read(narrowed).attributes())
                .singleElement()
                .satisfies(attributes -> assertThat(attributes.fqans()).containsExactly(Fqan.parse("/dune")));
    }

    @Test
    void severalVosAreReadInOrderAndABadOneHarmsNoOther() {
        VomsReading reading = world.read(world.alice
                .proxy()
                .attributeCertificate(world.cms.ac(world.alice, "/cms"))
                .attributeCertificate(world.dune.ac(world.bob, "/dune"))
                .attributeCertificate(world.dune.ac(world.alice, "/dune"))
                .issue());
        assertThat(reading.attributes()).extracting(VomsAttributes::vo).containsExactly("cms", "dune");
        assertThat(reading.refused()).extracting(RefusedAttributes::reason).containsExactly(AC_HOLDER_MISMATCH);
    }

    @Test
    void anAcCopiedFromAnotherPersonsProxyIsRefused() {
        VomsWorld.refused(world.carriedByAlice(world.dune.ac(world.bob, "/dune")), AC_HOLDER_MISMATCH);
        TestCredential olderAlice = world.ca.person("/DC=org/DC=gridauthz/CN=Alice");
        VomsWorld.refused(world.carriedByAlice(world.dune.ac(olderAlice, "/dune")), AC_HOLDER_MISMATCH);
        TestCredential otherCase = world.ca
                .request("/DC=org/DC=gridauthz/CN=ALICE")
                .serial(world.alice.leaf().getSerialNumber())
                .issue();
        VomsWorld.refused(world.carriedByAlice(world.dune.ac(otherCase, "/dune")), AC_HOLDER_MISMATCH);
    }

    @Test
    void anAuthorityThatTheVomsdirDoesNotNameIsRefused() {
        TestVo unknownVo = new TestVo(world.dune.authority(), "atlas", "voms.example.org", 15000);
        VomsWorld.refused(world.carriedByAlice(unknownVo.ac(world.alice, "/atlas")), AC_LSC_MISSING);
        TestVo unknownHost = new TestVo(world.dune.authority(), "dune", "evil.example.org", 15000);
        VomsWorld.refused(world.carriedByAlice(unknownHost.ac(world.alice, "/dune")), AC_LSC_MISSING);
        TestCredential mallory = world.ca.host("/DC=org/DC=gridauthz/CN=evil.example.org", "evil.example.org");
        TestVo usurper = new TestVo(mallory, "dune", "voms.example.org", 15000);
        VomsWorld.refused(world.carriedByAlice(usurper.ac(world.alice, "/dune")), AC_LSC_MISMATCH);
    }

    @Test
    void anAuthorityOfTheRightNameFromAWrongCaIsRefused() {
        TestVo twin = TestVo.of(world.ca.impostor(), "dune", "voms.example.org");
        VomsWorld.refused(world.carriedByAlice(twin.ac(world.alice, "/dune")), AC_AUTHORITY_UNTRUSTED);
        assertThat(world.carriedByAlice(twin.ac(world.alice, "/dune")).until()).isBefore(Instant.MAX);
    }

    @Test
    void aSignatureThatIsNotTheAuthoritysIsRefused() {
        VomsWorld.refused(
                world.carriedByAlice(AcForge.of(world.goodAc())
                        .sign(TestKeys.fresh(KeyKind.RSA_2048).getPrivate())),
                AC_SIGNATURE);
        byte[] widened = world.goodAc();
        byte[] production = "Role=production".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < widened.length - production.length; i++) {
            if (Arrays.equals(widened, i, i + production.length, production, 0, production.length)) {
                widened[i + 5] = 'P';
            }
        }
        VomsWorld.refused(world.carriedByAlice(widened), AC_SIGNATURE);
    }

    @Test
    void authoritiesWithEllipticKeysAndWeakHashesAreRefusedByName() {
        TestCredential elliptic = world.ca
                .request("/DC=org/DC=gridauthz/CN=voms.example.org")
                .key(KeyKind.EC_P256)
                .host("voms.example.org")
                .issue();
        byte[] ac = AcForge.of(world.goodAc())
                .with(VomsOids.AC_CERTIFICATES, false, new DERSequence(new DERSequence(certificate(elliptic))))
                .algorithm("SHA256withECDSA")
                .sign(elliptic.key());
        VomsWorld.refused(world.carriedByAlice(ac), AC_KEY_UNSUPPORTED);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).algorithm("SHA1withRSA"))),
                AC_WEAK_SIGNATURE);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).algorithm("MD5withRSA"))),
                AC_WEAK_SIGNATURE);
        assertThat(world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).algorithm("SHA512withRSA")))
                        .attributes())
                .hasSize(1);
    }

    private static ASN1Encodable certificate(TestCredential of) {
        try {
            return org.bouncycastle.asn1.x509.Certificate.getInstance(of.leaf().getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void timeIsOursAndTheEndIsSharp() {
        TestCredential proxy = world.dune.proxy(world.alice, "/dune");
        Instant end = world.read(proxy).attributes().getFirst().notAfter();
        assertThat(world.read(proxy, end).attributes()).hasSize(1);
        VomsWorld.refused(world.read(proxy, end.plusSeconds(1)), AC_EXPIRED);
        Instant begin = world.read(proxy).attributes().getFirst().notBefore();
        assertThat(world.read(proxy, begin.minus(Duration.ofMinutes(4))).attributes())
                .hasSize(1);
        VomsReading early = world.read(proxy, begin.minus(Duration.ofHours(1)));
        VomsWorld.refused(early, AC_NOT_YET_VALID);
        assertThat(early.until())
                .as("begins to count five minutes early")
                .isEqualTo(begin.minus(Duration.ofMinutes(5)));
    }

    @Test
    void anExpiredAcOfAnExpiredAuthorityIsNotRememberedPastTheAuthority() {
        TestCredential brief = world.ca
                .request("/DC=org/DC=gridauthz/CN=voms.example.org")
                .validFor(Duration.ofHours(2))
                .issue();
        byte[] ac = AcForge.of(world.goodAc())
                .with(VomsOids.AC_CERTIFICATES, false, new DERSequence(new DERSequence(certificate(brief))))
                .with(Extension.authorityKeyIdentifier, false, keyIdentifier(brief))
                .sign(brief.key());
        assertThat(world.carriedByAlice(ac).until())
                .isEqualTo(brief.leaf().getNotAfter().toInstant());
    }

    private static AuthorityKeyIdentifier keyIdentifier(TestCredential of) {
        byte[] extension = of.leaf().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return new AuthorityKeyIdentifier(org.bouncycastle.asn1.ASN1OctetString.getInstance(
                        org.bouncycastle.asn1.ASN1OctetString.getInstance(extension)
                                .getOctets())
                .getOctets());
    }

    @Test
    void targetsMustNameThisHost() {
        AttributeOrder order = world.dune.order(world.alice, "/dune");
        assertThat(world.carriedByAlice(world.dune.ac(order.targeting("x.example.org", "GATE.example.org")))
                        .attributes())
                .hasSize(1);
        VomsWorld.refused(world.carriedByAlice(world.dune.ac(order.targeting("x.example.org"))), AC_TARGET);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc())
                        .with(Extension.targetInformation, true, new DERSequence(new DERSequence())))),
                AC_TARGET);
    }

    @Test
    void theVomsdirIsRereadAndItsGenerationVoidsReadings(@TempDir Path other) {
        Vomsdir vomsdir = new Vomsdir(other.resolve("vomsdir"), Clock.systemUTC());
        VomsTrust trust = new VomsTrust(vomsdir, List.of());
        TestCa ca = world.ca;
        TestVo late = TestVo.of(ca, "late", "voms.late.org");
        TestCredential proxy = late.proxy(world.alice, "/late");
        VomsReading before = trust.read(proxy.chain(), (chain, at) -> null, Instant.now());
        VomsWorld.refused(before, AC_LSC_MISSING);
        late.writeLsc(other.resolve("vomsdir"));
        assertThat(vomsdir.reread()).isTrue();
        VomsReading after = trust.read(proxy.chain(), (chain, at) -> null, Instant.now());
        assertThat(after.attributes()).hasSize(1);
        assertThat(after.vomsdirGeneration()).isGreaterThan(before.vomsdirGeneration());
        assertThat(vomsdir.reread()).isFalse();
    }
}
