package org.gridauthz.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** The extensions of a VOMS AC (voms.md §7, second table). Those that name the authority only are encoded once. */
final class ExtensionEncoding {
    private final List<Extension> constant;
    private final DERSequence policyAuthority;

    ExtensionEncoding(X509Certificate authority, String uri) {
        byte[] identifier = authority.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (identifier == null) {
            throw new IllegalArgumentException("an attribute authority's certificate must have a key identifier");
        }
        policyAuthority = new DERSequence(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        try {
            ASN1Primitive certificate = ASN1Primitive.fromByteArray(authority.getEncoded());
            byte[] keyId = ASN1OctetString.getInstance(
                            ASN1OctetString.getInstance(identifier).getOctets())
                    .getOctets();
            constant = List.of(
                    extension(VomsOids.AC_CERTIFICATES, false, new DERSequence(new DERSequence(certificate))),
                    extension(Extension.noRevAvail, false, DERNull.INSTANCE),
                    extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId)));
        } catch (CertificateEncodingException | IOException e) {
            throw new IllegalArgumentException("the attribute authority's certificate does not encode", e);
        }
    }

    DERSequence of(AttributeOrder order) {
        ASN1EncodableVector all = new ASN1EncodableVector(5);
        constant.forEach(all::add);
        if (!order.targets().isEmpty()) {
            all.add(extension(Extension.targetInformation, true, targets(order.targets())));
        }
        if (!order.genericAttributes().isEmpty()) {
            all.add(extension(VomsOids.GENERIC_ATTRIBUTES, false, tags(order.genericAttributes())));
        }
        return new DERSequence(all);
    }

    /** One SEQUENCE more than RFC 3281 says, as the C and Java readers expect. */
    private static DERSequence targets(List<String> hosts) {
        ASN1EncodableVector targets = new ASN1EncodableVector(hosts.size());
        for (String host : hosts) {
            targets.add(new DERSequence(
                    new DERTaggedObject(true, 0, new GeneralName(GeneralName.uniformResourceIdentifier, host))));
        }
        return new DERSequence(new DERSequence(targets));
    }

    private DERSequence tags(List<GenericAttribute> attributes) {
        ASN1EncodableVector tags = new ASN1EncodableVector(attributes.size());
        for (GenericAttribute attribute : attributes) {
            ASN1EncodableVector tag = new ASN1EncodableVector(3);
            tag.add(new DEROctetString(attribute.name().getBytes(UTF_8)));
            tag.add(new DEROctetString(attribute.value().getBytes(UTF_8)));
            tag.add(new DEROctetString(attribute.qualifier().getBytes(UTF_8)));
            tags.add(new DERSequence(tag));
        }
        ASN1EncodableVector list = new ASN1EncodableVector(2);
        list.add(policyAuthority);
        list.add(new DERSequence(tags));
        return new DERSequence(new DERSequence(new DERSequence(list)));
    }

    private static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            byte[] der = value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
            return new Extension(oid, critical, new DEROctetString(der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
