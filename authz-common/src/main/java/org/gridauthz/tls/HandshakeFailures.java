package org.gridauthz.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.gridauthz.tls.HandshakeCounter.Failure;
import org.gridauthz.trust.TrustReason;

/** Finds out why a handshake of one listener failed and counts it once. */
record HandshakeFailures(String listener, HandshakeCounter counter) {
    private static final int DEEPEST = 10;

    void closed() {
        counter.failed(listener, Failure.CLOSED);
    }

    void failed(IOException failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            if (cause instanceof RefusedChainException refused) {
                counter.refused(listener, refused.reason());
                return;
            }
            if (cause instanceof UnknownChainException) {
                counter.failed(listener, Failure.TRUST_UNKNOWN);
                return;
            }
            // JSSE itself refuses these two before it asks a trust manager; it tells them apart by text only.
            String message = String.valueOf(cause.getMessage());
            if (message.contains("Empty client certificate chain")) {
                counter.refused(listener, TrustReason.CHAIN_EMPTY);
                return;
            }
            if (message.contains("certificate chain length") && message.contains("exceeds")) {
                counter.refused(listener, TrustReason.CHAIN_TOO_LONG);
                return;
            }
            cause = cause.getCause();
        }
        boolean left = failure instanceof EOFException
                || failure instanceof ClosedChannelException
                || !(failure instanceof SSLException);
        counter.failed(listener, left ? Failure.CLOSED : Failure.PROTOCOL);
    }
}
