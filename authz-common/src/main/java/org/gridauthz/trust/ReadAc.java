package org.gridauthz.trust;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.AttributeCertificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.italiangrid.voms.VOMSAttribute;
import org.italiangrid.voms.ac.impl.VOMSAttributesImpl;
import org.italiangrid.voms.asn1.VOMSACUtils;
import org.jspecify.annotations.Nullable;

/**
 * An AC as voms-api-java parsed it, to be handed to the library's validation. Differs from the library's own object in
 * two things: time was checked before, against our clock and without the library's five minutes of grace at the end; and a
 * holder in the form RFC 5755 wants (the EEC's issuer and serial) shows as the EEC's subject, which is all the library knows.
 */
final class ReadAc extends VOMSAttributesImpl {
    private static final Set<ASN1ObjectIdentifier> MAY_BE_CRITICAL =
            Set.of(Extension.targetInformation, VomsOids.AC_CERTIFICATES, VomsOids.GENERIC_ATTRIBUTES);

    private ReadAc() {}

    /** @throws RuntimeException of many kinds, if it is not a VOMS AC */
    static ReadAc parse(ASN1Encodable der, X509Certificate endEntity) {
        AttributeCertificate ac = AttributeCertificate.getInstance(der);
        X509AttributeCertificateHolder holder = new X509AttributeCertificateHolder(ac);
        Attribute[] fqans = holder.getAttributes(VomsOids.FQANS);
        if (holder.getVersion() != 2
                || fqans.length != 1
                || fqans[0].getAttrValues().size() != 1) {
            throw new IllegalArgumentException("not exactly one FQAN attribute with one value, version 2");
        }
        if (holder.getHolder().getIssuer().length != 1 || holder.getIssuer().getNames().length != 1) {
            throw new IllegalArgumentException("holder and issuer must be one name each");
        }
        VOMSAttribute parsed = VOMSACUtils.deserializeVOMSAttributes(ac);
        ReadAc read = new ReadAc();
        read.setVO(parsed.getVO());
        read.setHost(parsed.getHost());
        read.setPort(parsed.getPort());
        read.setFQANs(parsed.getFQANs());
        read.setGenericAttributes(parsed.getGenericAttributes());
        read.setTargets(parsed.getTargets());
        read.setAACertificates(parsed.getAACertificates());
        read.setNotBefore(parsed.getNotBefore());
        read.setNotAfter(parsed.getNotAfter());
        read.setSignature(parsed.getSignature());
        read.setIssuer(parsed.getIssuer());
        read.setHolderSerialNumber(parsed.getHolderSerialNumber());
        read.setVOMSAC(parsed.getVOMSAC());
        boolean rfcForm = parsed.getHolder().equals(endEntity.getIssuerX500Principal());
        read.setHolder(rfcForm ? endEntity.getSubjectX500Principal() : parsed.getHolder());
        return read;
    }

    @Override
    public boolean validAt(Date time) {
        return true;
    }

    boolean isFor(BigInteger serial) {
        return serial.equals(getHolderSerialNumber());
    }

    /** An extension that is critical and must not be, or that we do not know. */
    @Nullable
    String offendingCriticalExtension() {
        for (Object oid : getVOMSAC().getCriticalExtensionOIDs()) {
            if (oid instanceof ASN1ObjectIdentifier known && !MAY_BE_CRITICAL.contains(known)) {
                return known.getId();
            }
        }
        return null;
    }
}
