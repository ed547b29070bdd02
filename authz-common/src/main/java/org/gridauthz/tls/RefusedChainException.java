package org.gridauthz.tls;

import java.security.cert.CertificateException;
import org.gridauthz.trust.TrustReason;

/** Tells JSSE to end a handshake; carries the reason to where handshakes are counted. */
final class RefusedChainException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final TrustReason reason;

    RefusedChainException(TrustReason reason, String detail) {
        super(reason.code() + ": " + detail);
        this.reason = reason;
    }

    TrustReason reason() {
        return reason;
    }
}
