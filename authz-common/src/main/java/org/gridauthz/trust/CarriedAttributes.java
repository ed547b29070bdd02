package org.gridauthz.trust;

import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The attribute certificates a chain carries: those of the proxy nearest to the leaf that has any, as the reference readers
 * take them. Only proxies count; an end-entity certificate's or CA's extension is not looked at.
 *
 * @param fault why the extension itself did not read
 */
record CarriedAttributes(List<ASN1Encodable> acs, @Nullable RefusedAttributes fault) {
    /** Size of the whole extension, in bytes; an AC of a person with 500 FQANs has about 40 kB. */
    static final int LARGEST_EXTENSION = 128 * 1024;
    /** Number of ACs in one proxy. */
    static final int MOST_ACS = 16;

    private static final CarriedAttributes NONE = new CarriedAttributes(List.of(), null);

    static CarriedAttributes in(List<X509Certificate> chain) {
        for (X509Certificate certificate : chain) {
            if (!ProxyUtils.isProxy(certificate)) {
                return NONE;
            }
            CarriedAttributes found = of(certificate);
            if (found.fault != null || !found.acs.isEmpty()) {
                return found;
            }
        }
        return NONE;
    }

    /** Those of one certificate. */
    static CarriedAttributes of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(VomsOids.AC_SEQUENCE.getId());
        return extension == null ? NONE : read(extension);
    }

    private static CarriedAttributes read(byte[] extension) {
        if (extension.length > LARGEST_EXTENSION) {
            return fault(
                    AttributeRefusal.AC_TOO_LARGE,
                    "the VOMS extension has " + extension.length + " bytes, at most " + LARGEST_EXTENSION
                            + " are read");
        }
        try {
            byte[] content = ASN1OctetString.getInstance(extension).getOctets();
            if (!DerShape.acceptable(content)) {
                return fault(AttributeRefusal.AC_MALFORMED, "the VOMS extension is not DER of a sensible shape");
            }
            List<ASN1Encodable> acs = new ArrayList<>();
            for (ASN1Encodable group : ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(content))) {
                ASN1Sequence.getInstance(group).forEach(acs::add);
            }
            return acs.size() > MOST_ACS
                    ? fault(
                            AttributeRefusal.AC_TOO_LARGE,
                            acs.size() + " attribute certificates in one proxy, at most " + MOST_ACS + " are read")
                    : new CarriedAttributes(List.copyOf(acs), null);
        } catch (IOException | RuntimeException e) {
            return fault(
                    AttributeRefusal.AC_MALFORMED, "the VOMS extension is not a sequence of attribute certificates");
        }
    }

    private static CarriedAttributes fault(AttributeRefusal reason, String detail) {
        return new CarriedAttributes(List.of(), new RefusedAttributes(reason, null, detail));
    }
}
