package org.gridauthz.tls;

import org.gridauthz.trust.TrustReason;

/** Told of every handshake that came to nothing. Called on the listener's threads: must be quick and must not throw. */
public interface HandshakeCounter {
    /** Why a handshake failed other than by the client's chain. */
    enum Failure {
        /** Our anchors could not judge the chain. */
        TRUST_UNKNOWN,
        /** The client left, or fell silent, in the middle. */
        CLOSED,
        /** No common protocol version or cipher, an alert from the client, bytes that are not TLS. */
        PROTOCOL
    }

    /** A client's chain was refused, at the handshake or later on a connection it had opened. */
    void refused(String listener, TrustReason reason);

    /** A handshake failed for another reason. */
    void failed(String listener, Failure failure);

    /** Counts nothing. */
    HandshakeCounter NONE = new HandshakeCounter() {
        @Override
        public void refused(String listener, TrustReason reason) {}

        @Override
        public void failed(String listener, Failure failure) {}
    };
}
