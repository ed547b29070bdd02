package org.gridauthz.tls;

import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Connections whose handshake is not complete, by community and time of accept; those whose handshake is over leave when their turn comes. Bounded by
 * what the accept gate lets in.
 */
final class HalfOpen {
    /** An honest handshake takes a few of the network's round trips. */
    private static final long HONEST_NANOS = 300_000_000;

    private final Map<String, Queue<Visit>> waiting = new ConcurrentHashMap<>();

    void add(String community, Visit visit) {
        waiting.computeIfAbsent(community, any -> new ConcurrentLinkedQueue<>()).add(visit);
    }

    /** A peer that has not shaken hands in time is sent away, whether it is silent or sends a byte now and then. */
    void closeOlder(long allowedNanos) {
        for (Queue<Visit> visits : waiting.values()) {
            while (close(visits, allowedNanos)) {
                // the next one
            }
        }
    }

    /**
     * Makes room where a community has as many as it may: whoever has been silent for longest gives way, so that silent peers do not keep others of
     * their community out.
     */
    boolean closeOldest(String community) {
        Queue<Visit> visits = waiting.get(community);
        return visits != null && close(visits, HONEST_NANOS);
    }

    private static boolean close(Queue<Visit> visits, long allowedNanos) {
        long now = System.nanoTime();
        for (Iterator<Visit> oldest = visits.iterator(); oldest.hasNext(); ) {
            Visit visit = oldest.next();
            if (visit.halfOpen()) {
                if (now - visit.acceptedAt < allowedNanos) {
                    return false;
                }
                SocketWrapperBase<NioChannel> socket = visit.socket;
                if (socket == null || Admission.closeNow(socket)) {
                    oldest.remove();
                    return true;
                }
            } else {
                oldest.remove();
            }
        }
        return false;
    }
}
