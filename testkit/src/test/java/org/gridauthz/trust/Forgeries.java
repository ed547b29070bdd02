package org.gridauthz.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;

/** Parts of attribute certificates that our encoder would not write. */
final class Forgeries {
    private Forgeries() {}

    static DERSequence attributes(String uri, String... fqans) {
        ASN1EncodableVector values = new ASN1EncodableVector();
        for (String fqan : fqans) {
            values.add(new DEROctetString(fqan.getBytes(UTF_8)));
        }
        ASN1Encodable authority = new DERTaggedObject(
                false, 0, new DERSequence(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        DERSequence syntax = new DERSequence(new ASN1Encodable[] {authority, new DERSequence(values)});
        return new DERSequence(new DERSequence(new ASN1Encodable[] {VomsOids.FQANS, new DERSet(syntax)}));
    }

    /** A SEQUENCE header around any bytes, DER or not. */
    static byte[] wrap(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        out.write(content);
        return out.toByteArray();
    }
}
