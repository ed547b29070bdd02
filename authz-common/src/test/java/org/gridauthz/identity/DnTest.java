package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.Dn.Rdn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DnTest {
    private static final String CN = "2.5.4.3";
    private static final String DC = "0.9.2342.19200300.100.1.25";
    private static final String UID = "0.9.2342.19200300.100.1.1";

    /**
     * Each was printed by {@code openssl x509 -subject -nameopt compat} (3.0) for a certificate with that name; of the last one it says
     * {@code host\/x.org}, as 1.x and grid files do not.
     */
    @ParameterizedTest
    @CsvSource({
        "0.9.2342.19200300.100.1.25, org, /DC=org",
        "0.9.2342.19200300.100.1.1, jane, /UID=jane",
        "1.2.840.113549.1.9.1, a@b.org, /emailAddress=a@b.org",
        "2.5.4.5, 17, /serialNumber=17",
        "2.5.4.4, Doe, /SN=Doe",
        "2.5.4.42, Jane, /GN=Jane",
        "2.5.4.8, Lazio, /ST=Lazio",
        "2.5.4.9, Main, /street=Main",
        "2.5.4.45, q, /x500UniqueIdentifier=q",
        "1.2.3.4, zz, /1.2.3.4=zz",
        "2.5.4.3, José, /CN=Jos\\xC3\\xA9",
        "2.5.4.3, a\\b, /CN=a\\b",
        "2.5.4.3, host/x.org, /CN=host/x.org",
    })
    void rendersAsOpenssl(String type, String value, String expected) {
        assertThat(dn(new Attribute(type, value)).slash().text()).isEqualTo(expected);
    }

    @Test
    void keepsCertificateOrderAndMultiValuedRdns() {
        Dn dn = new Dn(List.of(
                new Rdn(List.of(new Attribute(DC, "org"))),
                new Rdn(List.of(new Attribute(UID, "b"), new Attribute(CN, "a"))),
                new Rdn(List.of(new Attribute(CN, "c")))));
        assertThat(dn.slash().text()).isEqualTo("/DC=org/UID=b+CN=a/CN=c");
        assertThat(dn.rdns()).hasSize(3);
        assertThat(dn)
                .isEqualTo(new Dn(List.of(
                        dn.rdns().get(0),
                        new Rdn(List.of(new Attribute(CN, "a"), new Attribute(UID, "b"))),
                        dn.rdns().get(2))));
    }

    @Test
    void controlCharactersAreEscapedAndNeverReachTheText() {
        assertThat(dn(new Attribute(CN, "a\n\u0000\u007fb")).slash().text()).isEqualTo("/CN=a\\x0A\\x00\\x7Fb");
    }

    static Stream<ASN1Encodable> spellingsOfJose() {
        return Stream.of(
                new DERUTF8String("José"),
                new DERT61String("José"),
                new DERBMPString("José"),
                new DERUniversalString(new byte[] {0, 0, 0, 'J', 0, 0, 0, 'o', 0, 0, 0, 's', 0, 0, 0, (byte) 0xe9}));
    }

    @ParameterizedTest
    @MethodSource("spellingsOfJose")
    void theStringTypeIsNoPartOfTheIdentity(ASN1Encodable value) {
        assertThat(Dn.ofDer(der(CN, value))).isEqualTo(dn(new Attribute(CN, "José")));
        assertThat(Dn.ofDer(der(CN, value)).key())
                .hasSize(32)
                .isEqualTo(dn(new Attribute(CN, "José")).key());
    }

    static Stream<byte[]> malformedNames() {
        byte[] good = der(CN, new DERPrintableString("x"));
        byte[] trailing = java.util.Arrays.copyOf(good, good.length + 1);
        byte[] truncated = java.util.Arrays.copyOf(good, good.length - 1);
        byte[] badUtf8 = der(CN, new DERUTF8String("xyz"));
        badUtf8[badUtf8.length - 2] = (byte) 0xff;
        byte[] badAscii = der(CN, new DERIA5String("xyz"));
        badAscii[badAscii.length - 2] = (byte) 0xe9;
        return Stream.of(
                new byte[0],
                new byte[] {0x30, 0},
                new byte[] {0x31, 0},
                trailing,
                truncated,
                badUtf8,
                badAscii,
                der(CN, new DERBMPString("\ud800")),
                der(CN, new DERBitString(new byte[] {1})),
                der(CN, new DERUTF8String("x".repeat(SlashDn.MAX_LENGTH))),
                der(CN, new DERUTF8String("x".repeat(100_000))),
                encode(new DERSequence(new DERSet())),
                encode(new DERSequence(new DERSet(new DERSequence(new ASN1ObjectIdentifier(CN))))));
    }

    @ParameterizedTest
    @MethodSource("malformedNames")
    void refusesWhatIsNoName(byte[] der) {
        assertThatThrownBy(() -> Dn.ofDer(der)).isInstanceOf(MalformedIdentityException.class);
    }

    @Test
    void refusesTooManyRdns() {
        Rdn rdn = new Rdn(List.of(new Attribute(CN, "x")));
        assertThat(new Dn(Collections.nCopies(Dn.MAX_RDNS, rdn)).rdns()).hasSize(Dn.MAX_RDNS);
        assertThatThrownBy(() -> new Dn(Collections.nCopies(Dn.MAX_RDNS + 1, rdn)))
                .isInstanceOf(MalformedIdentityException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "x/CN=y, true",
        "x/OU=, true",
        "x/1.2.3=y, true",
        "x+UID=y, true",
        "'/CN=y', true",
        "x\\xC3, true",
        "x\\/y, true",
        "host/x.org, false",
        "a=b, false",
        "a/b c=d, false",
        "proxy, false",
    })
    void knowsAnAmbiguousRendering(String value, boolean ambiguous) {
        assertThat(dn(new Attribute(CN, value)).ambiguous()).isEqualTo(ambiguous);
    }

    @Test
    void twoNamesWithOneRenderingHaveTwoKeys() {
        Dn two = dn(new Attribute(DC, "org"), new Attribute(CN, "x"));
        Dn one = dn(new Attribute(DC, "org/CN=x"));
        assertThat(one.slash()).isEqualTo(two.slash());
        assertThat(one).isNotEqualTo(two);
        assertThat(one.ambiguous()).isTrue();
        assertThat(two.ambiguous()).isFalse();
    }

    /** Random names, fixed seed: DER and canonical bytes come back as they went, keys differ exactly when names do. */
    @Test
    void roundTrips() {
        Random random = new Random(20261122);
        List<Dn> seen = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Dn dn = randomName(random);
            assertThat(Dn.decode(dn.encoded())).isEqualTo(dn);
            assertThat(Dn.ofDer(der(dn))).isEqualTo(dn);
            assertThat(Dn.ofDer(der(dn)).encoded()).isEqualTo(dn.encoded());
            assertThat(new SlashDn(dn.slash().text())).isEqualTo(dn.slash());
            if (!dn.ambiguous()) {
                for (Dn other : seen) {
                    assertThat(other.slash().equals(dn.slash())).isEqualTo(other.equals(dn));
                }
                if (seen.size() < 40) {
                    seen.add(dn);
                }
            }
        }
    }

    /** No bytes make the readers throw anything but their own exception. */
    @Test
    void damagedBytesAreRefusedOrRead() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes =
                    i % 2 == 0 ? der(randomName(random)) : randomName(random).encoded();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                Dn dn = i % 2 == 0 ? Dn.ofDer(bytes) : Dn.decode(bytes);
                assertThat(dn.slash().text()).startsWith("/");
            } catch (MalformedIdentityException e) {
                assertThat(e.code()).isEqualTo(MalformedIdentityException.Code.DN_MALFORMED);
            }
        }
    }

    private static Dn randomName(Random random) {
        String[] types = {CN, DC, UID, "2.5.4.10", "1.2.3.4.5", "1.2.840.113549.1.9.1"};
        String alphabet = "abcXYZ 019.-_@/+=\\é€😀\u0007'\",;<>#";
        List<Rdn> rdns = new ArrayList<>();
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            List<Attribute> attributes = new ArrayList<>();
            for (int j = random.nextInt(8) == 0 ? 2 : 1; j > 0; j--) {
                StringBuilder value = new StringBuilder();
                for (int k = random.nextInt(rdns.isEmpty() ? 1 : 0, 12); k > 0; k--) {
                    int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
                    value.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
                }
                attributes.add(new Attribute(types[random.nextInt(types.length)], value.toString()));
            }
            rdns.add(new Rdn(attributes));
        }
        return new Dn(rdns);
    }

    private static Dn dn(Attribute... attributes) {
        return new Dn(Stream.of(attributes).map(a -> new Rdn(List.of(a))).toList());
    }

    private static byte[] der(String type, ASN1Encodable value) {
        return encode(new DERSequence(
                new DERSet(new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(type), value}))));
    }

    private static byte[] der(Dn dn) {
        ASN1EncodableVector rdns = new ASN1EncodableVector();
        for (Rdn rdn : dn.rdns()) {
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            for (Attribute attribute : rdn.attributes()) {
                attributes.add(new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier(attribute.type()), new DERUTF8String(attribute.value())
                }));
            }
            rdns.add(new DERSet(attributes));
        }
        return encode(new DERSequence(rdns));
    }

    private static byte[] encode(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
