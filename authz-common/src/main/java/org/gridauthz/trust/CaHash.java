package org.gridauthz.trust;

import eu.emi.security.authn.x509.helpers.trust.OpensslTruststoreHelper;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** The file names of a CA in an anchors directory: OpenSSL 1.x's hash and the older MD5 one, eight hexadecimal digits each. */
final class CaHash {
    private CaHash() {}

    static List<String> of(X500Principal name) {
        return List.of(
                OpensslTruststoreHelper.getOpenSSLCAHash(name, true),
                OpensslTruststoreHelper.getOpenSSLCAHash(name, false));
    }
}
