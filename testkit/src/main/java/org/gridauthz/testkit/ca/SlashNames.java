package org.gridauthz.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Names written as {@code /DC=org/CN=x}, in certificate order, for tests and for the files of an anchors directory. */
public final class SlashNames {
    private static final Pattern BOUNDARY = Pattern.compile("/(?=[A-Za-z][A-Za-z0-9.]*=)");
    private static final Map<ASN1ObjectIdentifier, String> OPENSSL = Map.of(
            BCStyle.DC, "DC",
            BCStyle.CN, "CN",
            BCStyle.O, "O",
            BCStyle.OU, "OU",
            BCStyle.C, "C",
            BCStyle.L, "L",
            BCStyle.ST, "ST",
            BCStyle.UID, "UID",
            BCStyle.EmailAddress, "emailAddress");

    private SlashNames() {}

    /** Builds the name; each element becomes one RDN, with the string types OpenSSL and BouncyCastle use. */
    public static X500Name parse(String slash) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        for (String element : BOUNDARY.split(slash)) {
            if (!element.isEmpty()) {
                int equals = element.indexOf('=');
                name.addRDN(
                        BCStyle.INSTANCE.attrNameToOID(element.substring(0, equals)), element.substring(equals + 1));
            }
        }
        return name.build();
    }

    /** Prints a name as OpenSSL's one-line form does, for printable values. */
    public static String print(X500Name name) {
        StringBuilder text = new StringBuilder();
        for (RDN rdn : name.getRDNs()) {
            String before = "/";
            for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
                text.append(before)
                        .append(OPENSSL.getOrDefault(
                                part.getType(), part.getType().getId()))
                        .append('=')
                        .append(IETFUtils.valueToString(part.getValue()).replace("\\", ""));
                before = "+";
            }
        }
        return text.toString();
    }

    /** The subject of a certificate as a BouncyCastle name, byte for byte. */
    public static X500Name subject(X509Certificate certificate) {
        return of(certificate.getSubjectX500Principal());
    }

    /** The subject in slash form. */
    public static String slashSubject(X509Certificate certificate) {
        return print(subject(certificate));
    }

    /** The issuer in slash form. */
    public static String slashIssuer(X509Certificate certificate) {
        return print(of(certificate.getIssuerX500Principal()));
    }

    private static X500Name of(X500Principal principal) {
        return X500Name.getInstance(principal.getEncoded());
    }

    static byte[] der(X500Name name) {
        try {
            return name.getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
