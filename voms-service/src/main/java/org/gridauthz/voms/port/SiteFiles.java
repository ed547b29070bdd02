package org.gridauthz.voms.port;

import java.security.cert.X509Certificate;
import org.gridauthz.identity.Dn;
import org.gridauthz.voms.attribute.Authority;

/** The files by which others come to know a VO's server. */
public final class SiteFiles {
    private SiteFiles() {}

    /**
     * The line of a {@code vomses} file, with its line feed (voms.md §10).
     *
     * @param server what answers on the port
     */
    public static String vomses(Authority authority, X509Certificate server) {
        return "\"%s\" \"%s\" \"%d\" \"%s\" \"%s\"\n"
                .formatted(
                        authority.alias(),
                        authority.host(),
                        authority.port(),
                        Dn.of(server.getSubjectX500Principal()).slash(),
                        authority.vo());
    }

    /** The text of {@code <vomsdir>/<vo>/<host>.lsc}: one chain, two lines, no comment, which all readers take (voms.md §8). */
    public static String lsc(X509Certificate authority) {
        return Dn.of(authority.getSubjectX500Principal()).slash() + "\n"
                + Dn.of(authority.getIssuerX500Principal()).slash() + "\n";
    }
}
