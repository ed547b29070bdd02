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
import org.bouncycastle.asn1.DERUTF8String;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.Dn.Rdn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name's bytes: DER as certificates have it, and our own form of it. */
class DnBytesTest {
    private static final String CN = "2.5.4.3";

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
        String[] types = {
            CN,
            "0.9.2342.19200300.100.1.25",
            "0.9.2342.19200300.100.1.1",
            "2.5.4.10",
            "1.2.3.4.5",
            "1.2.840.113549.1.9.1"
        };
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

    static byte[] der(String type, ASN1Encodable value) {
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

    static byte[] encode(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
