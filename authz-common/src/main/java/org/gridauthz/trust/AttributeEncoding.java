package org.gridauthz.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;
import org.gridauthz.identity.Fqan;

/**
 * The one attribute of a VOMS AC: IetfAttrSyntax with policyAuthority under an implicit {@code [0]}. BouncyCastle's own
 * IetfAttrSyntax writes another nesting, so it is built by hand.
 */
final class AttributeEncoding {
    private final DERTaggedObject policyAuthority;

    AttributeEncoding(String uri) {
        policyAuthority = new DERTaggedObject(
                false, 0, new DERSequence(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    DERSequence of(AttributeOrder order) {
        ASN1EncodableVector values = new ASN1EncodableVector(order.fqans().size());
        for (Fqan fqan : order.fqans()) {
            values.add(new DEROctetString(text(fqan, order.longForm()).getBytes(UTF_8)));
        }
        ASN1EncodableVector syntax = new ASN1EncodableVector(2);
        syntax.add(policyAuthority);
        syntax.add(new DERSequence(values));
        ASN1EncodableVector attribute = new ASN1EncodableVector(2);
        attribute.add(VomsOids.FQANS);
        attribute.add(new DERSet(new DERSequence(syntax)));
        return new DERSequence(new DERSequence(attribute));
    }

    private static String text(Fqan fqan, boolean longForm) {
        if (!longForm) {
            return fqan.toString();
        }
        return fqan.group()
                + "/Role=" + (fqan.role() == null ? "NULL" : fqan.role())
                + "/Capability=" + (fqan.capability() == null ? "NULL" : fqan.capability());
    }
}
