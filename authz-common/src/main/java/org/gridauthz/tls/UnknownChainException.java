package org.gridauthz.tls;

import java.security.cert.CertificateException;

/** Nobody here could judge the chain: no anchors yet, or a failure of ours. The client may try another instance. */
final class UnknownChainException extends CertificateException {
    private static final long serialVersionUID = 1L;

    UnknownChainException(String cause) {
        super(cause);
    }
}
