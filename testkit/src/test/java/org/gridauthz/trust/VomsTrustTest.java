package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.AttributeRefusal.*;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.ProxyRequest;
import org.gridauthz.testkit.ca.SlashNames;
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

/** Which attribute certificates are believed, and with what word the others are refused. */
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

    private static void refused(VomsReading reading, AttributeRefusal reason) {
        assertThat(reading.attributes()).isEmpty();
        assertThat(reading.refused()).extracting(RefusedAttributes::reason).containsExactly(reason);
    }

    private static byte[] goodAc() {
        return world.dune.ac(world.alice, "/dune/Role=production", "/dune");
    }

    private static byte[] signed(AcForge forge) {
        return forge.sign(world.dune.authority().key());
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
        refused(world.carriedByAlice(world.dune.ac(world.bob, "/dune")), AC_HOLDER_MISMATCH);
        TestCredential olderAlice = world.ca.person("/DC=org/DC=gridauthz/CN=Alice");
        refused(world.carriedByAlice(world.dune.ac(olderAlice, "/dune")), AC_HOLDER_MISMATCH);
        TestCredential otherCase = world.ca
                .request("/DC=org/DC=gridauthz/CN=ALICE")
                .serial(world.alice.leaf().getSerialNumber())
                .issue();
        refused(world.carriedByAlice(world.dune.ac(otherCase, "/dune")), AC_HOLDER_MISMATCH);
    }

    @Test
    void aHolderGivenAsIssuerAndSerialAsTheRfcWantsIsBelieved() {
        ASN1Encodable holder = new DERSequence(new DERTaggedObject(false, 0, new DERSequence(new ASN1Encodable[] {
            new DERSequence(new DERTaggedObject(true, 4, SlashNames.subject(world.ca.certificate()))),
            new ASN1Integer(world.alice.leaf().getSerialNumber())
        })));
        assertThat(world.carriedByAlice(signed(AcForge.of(goodAc()).part(AcForge.HOLDER, holder)))
                        .attributes())
                .hasSize(1);
        ASN1Encodable stranger = new DERSequence(new DERTaggedObject(false, 0, new DERSequence(new ASN1Encodable[] {
            new DERSequence(new DERTaggedObject(true, 4, SlashNames.subject(world.ca.certificate()))),
            new ASN1Integer(4711)
        })));
        refused(world.carriedByAlice(signed(AcForge.of(goodAc()).part(AcForge.HOLDER, stranger))), AC_HOLDER_MISMATCH);
    }

    @Test
    void anAuthorityThatTheVomsdirDoesNotNameIsRefused() {
        TestVo unknownVo = new TestVo(world.dune.authority(), "atlas", "voms.example.org", 15000);
        refused(world.carriedByAlice(unknownVo.ac(world.alice, "/atlas")), AC_LSC_MISSING);
        TestVo unknownHost = new TestVo(world.dune.authority(), "dune", "evil.example.org", 15000);
        refused(world.carriedByAlice(unknownHost.ac(world.alice, "/dune")), AC_LSC_MISSING);
        TestCredential mallory = world.ca.host("/DC=org/DC=gridauthz/CN=evil.example.org", "evil.example.org");
        TestVo usurper = new TestVo(mallory, "dune", "voms.example.org", 15000);
        refused(world.carriedByAlice(usurper.ac(world.alice, "/dune")), AC_LSC_MISMATCH);
    }

    @Test
    void anAuthorityOfTheRightNameFromAWrongCaIsRefused() {
        TestVo twin = TestVo.of(world.ca.impostor(), "dune", "voms.example.org");
        refused(world.carriedByAlice(twin.ac(world.alice, "/dune")), AC_AUTHORITY_UNTRUSTED);
        assertThat(world.carriedByAlice(twin.ac(world.alice, "/dune")).until()).isBefore(Instant.MAX);
    }

    @Test
    void aSignatureThatIsNotTheAuthoritysIsRefused() {
        refused(
                world.carriedByAlice(AcForge.of(goodAc())
                        .sign(TestKeys.fresh(KeyKind.RSA_2048).getPrivate())),
                AC_SIGNATURE);
        byte[] widened = goodAc();
        byte[] production = "Role=production".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < widened.length - production.length; i++) {
            if (Arrays.equals(widened, i, i + production.length, production, 0, production.length)) {
                widened[i + 5] = 'P';
            }
        }
        refused(world.carriedByAlice(widened), AC_SIGNATURE);
    }

    @Test
    void authoritiesWithEllipticKeysAndWeakHashesAreRefusedByName() {
        TestCredential elliptic = world.ca
                .request("/DC=org/DC=gridauthz/CN=voms.example.org")
                .key(KeyKind.EC_P256)
                .host("voms.example.org")
                .issue();
        byte[] ac = AcForge.of(goodAc())
                .with(VomsOids.AC_CERTIFICATES, false, new DERSequence(new DERSequence(certificate(elliptic))))
                .algorithm("SHA256withECDSA")
                .sign(elliptic.key());
        refused(world.carriedByAlice(ac), AC_KEY_UNSUPPORTED);
        refused(world.carriedByAlice(signed(AcForge.of(goodAc()).algorithm("SHA1withRSA"))), AC_WEAK_SIGNATURE);
        refused(world.carriedByAlice(signed(AcForge.of(goodAc()).algorithm("MD5withRSA"))), AC_WEAK_SIGNATURE);
        assertThat(world.carriedByAlice(signed(AcForge.of(goodAc()).algorithm("SHA512withRSA")))
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
    void anAuthoritySpeaksOfItsOwnVoOnly() {
        for (String fqan : List.of("/cms", "/cms/Role=production", "/dunes", "/cms/dune")) {
            refused(world.carriedByAlice(withFqans(fqan.replace("/dune", "/dune"))), AC_FQAN_OUTSIDE_VO);
        }
        refused(world.carriedByAlice(withFqans("/dune", "/cms")), AC_FQAN_OUTSIDE_VO);
        for (String fqan : List.of("dune", "/dune/../cms", "/dune\n", "", "/", "/dune/Role=", "/dune//x")) {
            refused(world.carriedByAlice(withFqans(fqan)), AC_FQAN_MALFORMED);
        }
        refused(world.carriedByAlice(withFqans()), AC_MALFORMED);
    }

    private static byte[] withFqans(String... fqans) {
        return signed(AcForge.of(goodAc())
                .part(AcForge.ATTRIBUTES, Forgeries.attributes("dune://voms.example.org:15000", fqans)));
    }

    @Test
    void policyAuthoritiesThatReadersWouldTakeApartWronglyAreRefused() {
        for (String uri : List.of(
                "dune",
                "dune://",
                "dune://voms.example.org",
                "dune://voms.example.org:x",
                "://voms.example.org:1",
                "../dune://voms.example.org:1",
                "dune://..:1",
                "dune://a/b:1")) {
            byte[] ac = signed(AcForge.of(goodAc()).part(AcForge.ATTRIBUTES, Forgeries.attributes(uri, "/dune")));
            refused(world.carriedByAlice(ac), AC_MALFORMED);
        }
    }

    @Test
    void timeIsOursAndTheEndIsSharp() {
        TestCredential proxy = world.dune.proxy(world.alice, "/dune");
        Instant end = world.read(proxy).attributes().getFirst().notAfter();
        assertThat(world.read(proxy, end).attributes()).hasSize(1);
        refused(world.read(proxy, end.plusSeconds(1)), AC_EXPIRED);
        Instant begin = world.read(proxy).attributes().getFirst().notBefore();
        assertThat(world.read(proxy, begin.minus(Duration.ofMinutes(4))).attributes())
                .hasSize(1);
        VomsReading early = world.read(proxy, begin.minus(Duration.ofHours(1)));
        refused(early, AC_NOT_YET_VALID);
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
        byte[] ac = AcForge.of(goodAc())
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
        refused(world.carriedByAlice(world.dune.ac(order.targeting("x.example.org"))), AC_TARGET);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc())
                        .with(Extension.targetInformation, true, new DERSequence(new DERSequence())))),
                AC_TARGET);
    }

    @Test
    void extensionsAreHeldToTheRules() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4.5");
        assertThat(world.carriedByAlice(signed(AcForge.of(goodAc()).with(unknown, false, DERNull.INSTANCE)))
                        .attributes())
                .hasSize(1);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).with(unknown, true, DERNull.INSTANCE))),
                AC_CRITICAL_EXTENSION);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).critical(Extension.noRevAvail))),
                AC_CRITICAL_EXTENSION);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).critical(Extension.authorityKeyIdentifier))),
                AC_CRITICAL_EXTENSION);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).without(Extension.authorityKeyIdentifier))),
                AC_KEY_IDENTIFIER);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc())
                        .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20])))),
                AC_KEY_IDENTIFIER);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).without(VomsOids.AC_CERTIFICATES))),
                AC_AUTHORITY_UNKNOWN);
    }

    @Test
    void attributesOfAPersonsOwnCertificateDoNotCount() {
        TestCredential carol = world.ca
                .request("/DC=org/DC=gridauthz/CN=Carol")
                .extension(ProxyRequest.VOMS_EXTENSION, false, AttributeAuthority.proxyExtension(List.of(goodAc())))
                .issue();
        assertThat(world.read(carol))
                .isEqualTo(world.read(carol.proxies(1)))
                .extracting(VomsReading::attributes, VomsReading::refused)
                .containsExactly(List.of(), List.of());
    }

    @Test
    void garbageIsRefusedWithBoundedWork() throws IOException {
        byte[] good = goodAc();
        Random random = new Random(8005);
        for (int i = 0; i < 300; i++) {
            byte[] spoilt = good.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            if (!Arrays.equals(good, spoilt)) {
                assertThat(carriedRaw(spoilt).attributes()).as("mutation %d", i).isEmpty();
            }
        }
        for (int length = 0; length < good.length; length += 37) {
            assertThat(carriedRaw(Arrays.copyOf(good, length)).attributes()).isEmpty();
        }
    }

    /** As the extension's content, two levels down, without parsing on the way in. */
    private static VomsReading carriedRaw(byte[] ac) throws IOException {
        return rawExtension(Forgeries.wrap(Forgeries.wrap(ac)));
    }

    private static VomsReading rawExtension(byte[] content) {
        return world.read(world.alice
                .proxy()
                .extension(ProxyRequest.VOMS_EXTENSION, false, content)
                .issue());
    }

    @Test
    void hugeDeepAndManyAreRefused() throws IOException {
        refused(rawExtension(new byte[1 << 20]), AC_TOO_LARGE);
        byte[] padded = signed(AcForge.of(goodAc())
                .with(new ASN1ObjectIdentifier("1.2.3.4"), false, new DEROctetString(new byte[1 << 20])));
        refused(world.carriedByAlice(padded), AC_TOO_LARGE);
        byte[] nested = new byte[0];
        for (int depth = 0; depth < 5_000; depth++) {
            nested = Forgeries.wrap(nested);
        }
        refused(rawExtension(nested), AC_MALFORMED);
        byte[] indefinite = new byte[60_000];
        for (int i = 0; i < indefinite.length; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }
        refused(rawExtension(indefinite), AC_MALFORMED);
        refused(rawExtension(new byte[] {4, 0}), AC_MALFORMED);
        ProxyRequest many = world.alice.proxy();
        byte[] ac = goodAc();
        for (int i = 0; i < 17; i++) {
            many.attributeCertificate(ac);
        }
        refused(world.read(many.issue()), AC_TOO_LARGE);
    }

    @Test
    void aHolderThatIsNoNameIsMalformed() {
        ASN1Encodable entityName = new DERSequence(
                new DERTaggedObject(false, 1, new DERSequence(new DERTaggedObject(true, 4, new X500Name("CN=Alice")))));
        assertThat(world.carriedByAlice(signed(AcForge.of(goodAc()).part(AcForge.HOLDER, entityName)))
                        .attributes())
                .isEmpty();
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).part(AcForge.VERSION, new ASN1Integer(0)))),
                AC_MALFORMED);
        refused(
                world.carriedByAlice(signed(AcForge.of(goodAc()).part(AcForge.ATTRIBUTES, new DERSequence()))),
                AC_MALFORMED);
    }

    @Test
    void aLongListOfGroupsIsRead() {
        String[] fqans = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> "/dune/group-of-people-" + i + "/Role=production")
                .toArray(String[]::new);
        assertThat(world.carriedByAlice(world.dune.ac(world.alice, fqans)).attributes())
                .singleElement()
                .satisfies(attributes -> assertThat(attributes.fqans()).hasSize(500));
    }

    @Test
    void theVomsdirIsRereadAndItsGenerationVoidsReadings(@TempDir Path other) {
        Vomsdir vomsdir = new Vomsdir(other.resolve("vomsdir"), Clock.systemUTC());
        VomsTrust trust = new VomsTrust(vomsdir, List.of());
        TestCa ca = world.ca;
        TestVo late = TestVo.of(ca, "late", "voms.late.org");
        TestCredential proxy = late.proxy(world.alice, "/late");
        VomsReading before = trust.read(proxy.chain(), (chain, at) -> null, Instant.now());
        refused(before, AC_LSC_MISSING);
        late.writeLsc(other.resolve("vomsdir"));
        assertThat(vomsdir.reread()).isTrue();
        VomsReading after = trust.read(proxy.chain(), (chain, at) -> null, Instant.now());
        assertThat(after.attributes()).hasSize(1);
        assertThat(after.vomsdirGeneration()).isGreaterThan(before.vomsdirGeneration());
        assertThat(vomsdir.reread()).isFalse();
    }
}
