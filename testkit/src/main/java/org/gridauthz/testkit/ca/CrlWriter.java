package org.gridauthz.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Makes a CRL (RFC 5280 §5). */
final class CrlWriter {
    private CrlWriter() {}

    static byte[] write(
            TestCa ca, Instant thisUpdate, Instant nextUpdate, long number, Map<BigInteger, Instant> revoked) {
        try {
            X509v2CRLBuilder crl = new X509v2CRLBuilder(SlashNames.subject(ca.certificate()), Date.from(thisUpdate));
            crl.setNextUpdate(Date.from(nextUpdate));
            revoked.forEach((serial, when) -> crl.addCRLEntry(serial, Date.from(when), CRLReason.keyCompromise));
            crl.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            crl.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(ca.certificate().getPublicKey()));
            return crl.build(Signing.signer(ca.key(), "SHA256")).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
