package org.gridauthz.community;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.gridauthz.community.Communities.Crowd;
import org.gridauthz.community.Communities.SourceBudget;
import org.gridauthz.community.Community.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections before anything is known but their address and port: by community and by source, the half-open ones
 * apart. It grows with the open connections and with nothing else.
 */
public final class AcceptGate {
    private static final class Count {
        private int connections;
        private int halfOpen;

        boolean empty() {
            return connections == 0;
        }
    }

    /** Why a connection was closed at accept. */
    public enum Turned {
        COMMUNITY_CONNECTIONS,
        COMMUNITY_HALF_OPEN,
        SOURCE_CONNECTIONS,
        SOURCE_HALF_OPEN
    }

    /** A connection that was let in; each of its methods counts once however often it is called. */
    public final class Pass {
        private final String community;
        private final Object source;
        private boolean halfOpen = true;
        private boolean here = true;

        private Pass(String community, Object source) {
            this.community = community;
            this.source = source;
        }

        /** Where it comes from: an address, the first half of one, or a crowd. */
        public Object source() {
            return source;
        }

        /** Its handshake is complete. */
        public void shaken() {
            synchronized (AcceptGate.this) {
                if (halfOpen) {
                    halfOpen = false;
                    count(communities, community, 0, -1);
                    count(sources, source, 0, -1);
                }
            }
        }

        /** It is closed. */
        public void leave() {
            synchronized (AcceptGate.this) {
                if (here) {
                    shaken();
                    here = false;
                    count(communities, community, -1, 0);
                    count(sources, source, -1, 0);
                }
            }
        }
    }

    private final Map<Object, Count> communities = new HashMap<>();
    private final Map<Object, Count> sources = new HashMap<>();
    private final Map<String, Map<Turned, Long>> turned = new HashMap<>();
    private volatile Communities current;

    public AcceptGate(Communities communities) {
        this.current = communities;
    }

    /** Other budgets; connections that are open stay so. */
    public void configure(Communities communities) {
        current = communities;
    }

    /** Lets a connection in, or says no: null. */
    public @Nullable Pass enter(Community community, @Nullable InetAddress address) {
        Communities now = current;
        Crowd crowd = address == null ? null : crowd(now, address);
        Object source = crowd != null ? crowd.name() : source(address);
        int hosts = crowd == null ? 1 : crowd.population();
        synchronized (this) {
            Turned why = full(now.source(), hosts, source, community);
            if (why != null) {
                turned.computeIfAbsent(community.name(), any -> new EnumMap<>(Turned.class))
                        .merge(why, 1L, Long::sum);
                return null;
            }
            count(communities, community.name(), 1, 1);
            count(sources, source, 1, 1);
            return new Pass(community.name(), source);
        }
    }

    private @Nullable Turned full(SourceBudget budget, int hosts, Object source, Community community) {
        Count all = communities.get(community.name());
        Limits limits = community.limits();
        if (all != null && all.connections >= limits.connections()) {
            return Turned.COMMUNITY_CONNECTIONS;
        }
        if (all != null && all.halfOpen >= limits.halfOpen()) {
            return Turned.COMMUNITY_HALF_OPEN;
        }
        Count one = sources.get(source);
        if (one != null && one.connections >= (long) budget.connections() * hosts) {
            return Turned.SOURCE_CONNECTIONS;
        }
        return one != null && one.halfOpen >= (long) budget.halfOpen() * hosts ? Turned.SOURCE_HALF_OPEN : null;
    }

    /** Whether a community has as many half-open connections as it may. */
    public synchronized boolean crowded(Community community) {
        Count all = communities.get(community.name());
        return all != null && all.halfOpen >= community.limits().halfOpen();
    }

    /** How many a community has open, and how many of these are half-open. */
    public synchronized int[] open(String community) {
        Count count = communities.get(community);
        return count == null ? new int[2] : new int[] {count.connections, count.halfOpen};
    }

    /** How many of a community were closed at accept, by reason. */
    public synchronized Map<Turned, Long> turned(String community) {
        return new EnumMap<>(turned.getOrDefault(community, new EnumMap<>(Turned.class)));
    }

    /** How many sources have connections here. */
    synchronized int sources() {
        return sources.size();
    }

    private static @Nullable Crowd crowd(Communities now, InetAddress address) {
        for (Crowd crowd : now.crowds()) {
            for (Network network : crowd.networks()) {
                if (network.contains(address)) {
                    return crowd;
                }
            }
        }
        return null;
    }

    /** The address, or of an IPv6 address the first 64 bits: who has one of a /64 has all. */
    private static Object source(@Nullable InetAddress address) {
        if (address == null || address instanceof Inet4Address) {
            return address == null ? "" : address;
        }
        return ByteBuffer.wrap(address.getAddress()).getLong();
    }

    private static void count(Map<Object, Count> counts, Object key, int connections, int halfOpen) {
        Count count = counts.computeIfAbsent(key, any -> new Count());
        count.connections += connections;
        count.halfOpen += halfOpen;
        if (count.empty()) {
            counts.remove(key);
        }
    }
}
