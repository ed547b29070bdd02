package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerShapeTest {
    private static boolean acceptable(String hex) {
        return DerShape.acceptable(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0500", "3000", "3003020101", "30063004300230 00", "04820003000000", "a0020500"})
    void wellFormedElementsAreAccepted(String hex) {
        assertThat(acceptable(hex.replace(" ", ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "30", // no length
                "3001", // content missing
                "300102", // child without a length
                "3003020201", // child longer than its parent
                "05000500", // two elements
                "3080", // indefinite length
                "30800000",
                "1f8101", // high tag number
                "30840000000005", // length of four octets
                "0481", // length octets missing
                "04ff00"
            })
    void everythingElseIsNot(String hex) {
        assertThat(acceptable(hex)).isFalse();
    }

    @Test
    void depthIsBounded() {
        byte[] nested = new byte[0];
        for (int depth = 1; depth <= 60; depth++) {
            byte[] outer = new byte[nested.length + 2];
            outer[0] = 0x30;
            outer[1] = (byte) nested.length;
            System.arraycopy(nested, 0, outer, 2, nested.length);
            nested = outer;
            assertThat(DerShape.acceptable(nested)).as("depth %d", depth).isEqualTo(depth <= 40);
        }
    }

    @Test
    void theNumberOfElementsIsBounded() throws Exception {
        ASN1EncodableVector many = new ASN1EncodableVector();
        for (int i = 0; i < 60_000; i++) {
            many.add(new ASN1Integer(1));
        }
        assertThat(DerShape.acceptable(new DERSequence(many).getEncoded())).isFalse();
    }

    /** Whatever BouncyCastle wrote is acceptable, and no prefix of it is. */
    @Test
    void randomTreesAreAcceptedWholeOnly() throws Exception {
        Random random = new Random(3820);
        for (int i = 0; i < 200; i++) {
            byte[] der = tree(random, 6).getEncoded();
            assertThat(DerShape.acceptable(der)).as("tree %d", i).isTrue();
            int cut = random.nextInt(der.length);
            assertThat(DerShape.acceptable(Arrays.copyOf(der, cut)))
                    .as("tree %d cut at %d", i, cut)
                    .isFalse();
            assertThat(DerShape.acceptable(Arrays.copyOf(der, der.length + 1))).isFalse();
        }
    }

    private static DERSequence tree(Random random, int depth) {
        ASN1EncodableVector children = new ASN1EncodableVector();
        for (int n = random.nextInt(5); n > 0; n--) {
            children.add(
                    depth > 0 && random.nextBoolean()
                            ? tree(random, depth - 1)
                            : new DEROctetString(new byte[random.nextInt(300)]));
        }
        return new DERSequence(children);
    }
}
