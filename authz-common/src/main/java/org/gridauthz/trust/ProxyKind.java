package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.Dn.Rdn;
import org.jspecify.annotations.Nullable;

/** The three generations of proxy certificates. */
public enum ProxyKind {
    /** RFC 3820: extension {@value ProxyKind#RFC_OID}. */
    RFC3820,
    /** The Globus draft of it: extension {@value ProxyKind#DRAFT_OID}. */
    DRAFT,
    /** Globus Toolkit 2: no extension; the last RDN is {@code CN=proxy} or {@code CN=limited proxy}. */
    LEGACY;

    static final String RFC_OID = "1.3.6.1.5.5.7.1.14";
    static final String DRAFT_OID = "1.3.6.1.4.1.3536.1.222";
    private static final String CN = "2.5.4.3";

    /**
     * The kind of a certificate, or null if it is no proxy. A name alone makes no proxy: {@code CN=proxy} counts when the rest
     * of the subject is the issuer, otherwise somebody is just called that.
     */
    static @Nullable ProxyKind of(X509Certificate certificate) {
        if (certificate.getExtensionValue(RFC_OID) != null) {
            return RFC3820;
        }
        if (certificate.getExtensionValue(DRAFT_OID) != null) {
            return DRAFT;
        }
        if (legacyName(certificate) == null) {
            return null;
        }
        Dn subject = Dn.of(certificate.getSubjectX500Principal());
        Dn issuer = Dn.of(certificate.getIssuerX500Principal());
        return subject.rdns().size() == issuer.rdns().size() + 1 && subject.startsWith(issuer) ? LEGACY : null;
    }

    /** {@code proxy} or {@code limited proxy} if the subject ends so, else null. */
    static @Nullable String legacyName(X509Certificate certificate) {
        List<Rdn> rdns = Dn.of(certificate.getSubjectX500Principal()).rdns();
        List<Attribute> last = rdns.getLast().attributes();
        if (last.size() != 1 || !last.getFirst().type().equals(CN)) {
            return null;
        }
        String name = last.getFirst().value();
        return name.equals("proxy") || name.equals("limited proxy") ? name : null;
    }
}
