package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
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
        assertThat(Dn.ofDer(DnBytesTest.der(CN, value))).isEqualTo(dn(new Attribute(CN, "José")));
        assertThat(Dn.ofDer(DnBytesTest.der(CN, value)).key())
                .hasSize(32)
                .isEqualTo(dn(new Attribute(CN, "José")).key());
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

    private static Dn dn(Attribute... attributes) {
        return new Dn(Stream.of(attributes).map(a -> new Rdn(List.of(a))).toList());
    }
}
