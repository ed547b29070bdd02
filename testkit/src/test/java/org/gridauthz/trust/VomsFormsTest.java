package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.AttributeRefusal.*;

import java.io.IOException;
import java.nio.file.Path;
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
import org.gridauthz.testkit.ca.ProxyRequest;
import org.gridauthz.testkit.ca.SlashNames;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attribute certificates that are no such, or not as the rules have them: refused by name, with bounded work. */
class VomsFormsTest {
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
            byte[] ac = world.signed(
                    AcForge.of(world.goodAc()).part(AcForge.ATTRIBUTES, Forgeries.attributes(uri, "/dune")));
            VomsWorld.refused(world.carriedByAlice(ac), AC_MALFORMED);
        }
    }

    @Test
    void extensionsAreHeldToTheRules() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4.5");
        assertThat(world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).with(unknown, false, DERNull.INSTANCE)))
                        .attributes())
                .hasSize(1);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).with(unknown, true, DERNull.INSTANCE))),
                AC_CRITICAL_EXTENSION);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).critical(Extension.noRevAvail))),
                AC_CRITICAL_EXTENSION);
        VomsWorld.refused(
                world.carriedByAlice(
                        world.signed(AcForge.of(world.goodAc()).critical(Extension.authorityKeyIdentifier))),
                AC_CRITICAL_EXTENSION);
        VomsWorld.refused(
                world.carriedByAlice(
                        world.signed(AcForge.of(world.goodAc()).without(Extension.authorityKeyIdentifier))),
                AC_KEY_IDENTIFIER);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc())
                        .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20])))),
                AC_KEY_IDENTIFIER);
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).without(VomsOids.AC_CERTIFICATES))),
                AC_AUTHORITY_UNKNOWN);
    }

    @Test
    void garbageIsRefusedWithBoundedWork() throws IOException {
        byte[] good = world.goodAc();
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
        VomsWorld.refused(rawExtension(new byte[1 << 20]), AC_TOO_LARGE);
        byte[] padded = world.signed(AcForge.of(world.goodAc())
                .with(new ASN1ObjectIdentifier("1.2.3.4"), false, new DEROctetString(new byte[1 << 20])));
        VomsWorld.refused(world.carriedByAlice(padded), AC_TOO_LARGE);
        byte[] nested = new byte[0];
        for (int depth = 0; depth < 5_000; depth++) {
            nested = Forgeries.wrap(nested);
        }
        VomsWorld.refused(rawExtension(nested), AC_MALFORMED);
        byte[] indefinite = new byte[60_000];
        for (int i = 0; i < indefinite.length; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }
        VomsWorld.refused(rawExtension(indefinite), AC_MALFORMED);
        VomsWorld.refused(rawExtension(new byte[] {4, 0}), AC_MALFORMED);
        ProxyRequest many = world.alice.proxy();
        byte[] ac = world.goodAc();
        for (int i = 0; i < 17; i++) {
            many.attributeCertificate(ac);
        }
        VomsWorld.refused(world.read(many.issue()), AC_TOO_LARGE);
    }

    @Test
    void aHolderThatIsNoNameIsMalformed() {
        ASN1Encodable entityName = new DERSequence(
                new DERTaggedObject(false, 1, new DERSequence(new DERTaggedObject(true, 4, new X500Name("CN=Alice")))));
        assertThat(world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).part(AcForge.HOLDER, entityName)))
                        .attributes())
                .isEmpty();
        VomsWorld.refused(
                world.carriedByAlice(
                        world.signed(AcForge.of(world.goodAc()).part(AcForge.VERSION, new ASN1Integer(0)))),
                AC_MALFORMED);
        VomsWorld.refused(
                world.carriedByAlice(
                        world.signed(AcForge.of(world.goodAc()).part(AcForge.ATTRIBUTES, new DERSequence()))),
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
    void aHolderGivenAsIssuerAndSerialAsTheRfcWantsIsBelieved() {
        ASN1Encodable holder = new DERSequence(new DERTaggedObject(false, 0, new DERSequence(new ASN1Encodable[] {
            new DERSequence(new DERTaggedObject(true, 4, SlashNames.subject(world.ca.certificate()))),
            new ASN1Integer(world.alice.leaf().getSerialNumber())
        })));
        assertThat(world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).part(AcForge.HOLDER, holder)))
                        .attributes())
                .hasSize(1);
        ASN1Encodable stranger = new DERSequence(new DERTaggedObject(false, 0, new DERSequence(new ASN1Encodable[] {
            new DERSequence(new DERTaggedObject(true, 4, SlashNames.subject(world.ca.certificate()))),
            new ASN1Integer(4711)
        })));
        VomsWorld.refused(
                world.carriedByAlice(world.signed(AcForge.of(world.goodAc()).part(AcForge.HOLDER, stranger))),
                AC_HOLDER_MISMATCH);
    }

    @Test
    void anAuthoritySpeaksOfItsOwnVoOnly() {
        for (String fqan : List.of("/cms", "/cms/Role=production", "/dunes", "/cms/dune")) {
            VomsWorld.refused(world.carriedByAlice(withFqans(fqan.replace("/dune", "/dune"))), AC_FQAN_OUTSIDE_VO);
        }
        VomsWorld.refused(world.carriedByAlice(withFqans("/dune", "/cms")), AC_FQAN_OUTSIDE_VO);
        for (String fqan : List.of("dune", "/dune/../cms", "/dune\n", "", "/", "/dune/Role=", "/dune//x")) {
            VomsWorld.refused(world.carriedByAlice(withFqans(fqan)), AC_FQAN_MALFORMED);
        }
        VomsWorld.refused(world.carriedByAlice(withFqans()), AC_MALFORMED);
    }

    private static byte[] withFqans(String... fqans) {
        return world.signed(AcForge.of(world.goodAc())
                .part(AcForge.ATTRIBUTES, Forgeries.attributes("dune://voms.example.org:15000", fqans)));
    }

    @Test
    void attributesOfAPersonsOwnCertificateDoNotCount() {
        TestCredential carol = world.ca
                .request("/DC=org/DC=gridauthz/CN=Carol")
                .extension(
                        ProxyRequest.VOMS_EXTENSION, false, AttributeAuthority.proxyExtension(List.of(world.goodAc())))
                .issue();
        assertThat(world.read(carol))
                .isEqualTo(world.read(carol.proxies(1)))
                .extracting(VomsReading::attributes, VomsReading::refused)
                .containsExactly(List.of(), List.of());
    }
}
