package org.gridauthz.tls;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Steps of this connection that have not begun, and how many there are with the one that has. */
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();

    private final AtomicInteger underWay = new AtomicInteger();

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

    /**
     * One step of a connection at a time. What comes while one is under way follows it: its thread holds the connection's lock, perhaps without a
     * processor, and whoever had a seat meanwhile would keep it from others.
     *
     * @param begin run now, or by {@link #ended}, which is to be called when that step is over
     */
    void step(Runnable begin) {
        steps.add(begin);
        if (underWay.getAndIncrement() == 0) {
            begin();
        }
    }

    /** The step that had begun is over, and the connection's lock is free. */
    void ended() {
        if (underWay.decrementAndGet() > 0) {
            begin();
        }
    }

    private void begin() {
        Objects.requireNonNull(steps.poll(), "there before it was counted").run();
    }
}
