package org.gridauthz.tls;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.gridauthz.community.AcceptGate;
import org.gridauthz.community.Classifier;
import org.gridauthz.community.Peer;
import org.jspecify.annotations.Nullable;

/** One connection under admission, from accept to close. */
final class Visit {
    final AcceptGate.Pass pass;
    final long acceptedAt;
    volatile @Nullable SocketWrapperBase<NioChannel> socket;
    private volatile boolean halfOpen = true;
    private volatile Peer peer;
    private @Nullable Classifier judgedBy;
    private String community = "";

    Visit(AcceptGate.Pass pass, Peer peer, long acceptedAt) {
        this.pass = pass;
        this.peer = peer;
        this.acceptedAt = acceptedAt;
    }

    Peer peer() {
        return peer;
    }

    boolean halfOpen() {
        return halfOpen;
    }

    /** The handshake is complete, and this is who it is. */
    void shaken(Peer known) {
        halfOpen = false;
        peer = known;
        judgedBy = null;
        pass.shaken();
    }

    void left() {
        halfOpen = false;
        pass.leave();
    }

    /** Whose it is by the rules in force. One event of a connection is handled at a time. */
    String community(Classifier rules) {
        if (judgedBy != rules) {
            community = rules.of(peer).name();
            judgedBy = rules;
        }
        return community;
    }
}
