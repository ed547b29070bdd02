package org.gridauthz.community;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gridauthz.identity.HostPattern;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of callers that must not hurt the others: what its share is and who belongs to it.
 *
 * @param name a label of metrics: 1 to 20 of a–z, 0–9 and -
 * @param weight its share is weight / sum of the weights of those that want something
 * @param listener a port of its own, null for none
 * @param rules who belongs to it
 * @param limits what it may take
 */
public record Community(String name, int weight, @Nullable Listener listener, Rules rules, Limits limits) {
    /** The community of whoever no rule names, where the configuration names no other. */
    public static final String DEFAULT = "default";
    /** The share of the admin listener's handshakes; its calls are never queued. Not to be configured. */
    public static final String ADMIN = "admin";

    public Community {
        if (!name.matches("[a-z0-9-]{1,20}")) {
            throw new IllegalArgumentException("a name has 1 to 20 of a-z, 0-9 and -");
        }
        if (weight < 1 || weight > 10_000) {
            throw new IllegalArgumentException("a weight lies between 1 and 10000");
        }
    }

    /** A community of everybody. */
    public static Community everybody() {
        return new Community(DEFAULT, 1, null, Rules.NONE, Limits.USUAL);
    }

    /**
     * A port of its own.
     *
     * @param name as in {@code gridauthz.tls.listeners}
     * @param port by service ({@code gums}, {@code saz}, {@code voms}); the empty key is for every service that is not named
     */
    public record Listener(String name, Map<String, Integer> port) {
        public Listener {
            port = Map.copyOf(port);
        }

        /** Where a service listens, null if it does not. */
        public @Nullable Integer portOf(String service) {
            Integer own = port.get(service);
            return own != null ? own : port.get("");
        }
    }

    /**
     * Who belongs to it: whoever any of these names.
     *
     * @param callers DN patterns
     * @param networks source addresses
     * @param hosts patterns held against the common names of the caller's DN
     * @param listeners by whose ports it came
     */
    public record Rules(
            List<TextPattern> callers, List<Network> networks, List<HostPattern> hosts, List<String> listeners) {
        /** Names nobody. */
        public static final Rules NONE = new Rules(List.of(), List.of(), List.of(), List.of());

        public Rules {
            callers = List.copyOf(callers);
            networks = List.copyOf(networks);
            hosts = List.copyOf(hosts);
            listeners = List.copyOf(listeners);
        }
    }

    /**
     * What it may take of a process.
     *
     * @param threads calls of it under way at once, those that wait for something included
     * @param waiting of these, how many may wait for a database, a key set or the rest of a body
     * @param queue calls and handshakes waiting for a seat
     * @param deadline longest wait in the queue
     * @param connections open ones
     * @param halfOpen connections whose handshake is not complete
     */
    public record Limits(int threads, int waiting, int queue, Duration deadline, int connections, int halfOpen) {
        /** Where the configuration says nothing. */
        public static final Limits USUAL = new Limits(32, 16, 256, Duration.ofMillis(250), 8192, 512);

        public Limits {
            if (threads < 2 || waiting < 1 || waiting >= threads) {
                throw new IllegalArgumentException(
                        "threads are at least 2, and waiting lies between 1 and threads - 1 (%d, %d)"
                                .formatted(threads, waiting));
            }
            if (queue < 1 || connections < 1 || halfOpen < 1) {
                throw new IllegalArgumentException("queue, connections and half-open are at least 1");
            }
            if (deadline.toMillis() < 5 || deadline.toMillis() > 10_000) {
                throw new IllegalArgumentException("deadline lies between 5ms and 10s");
            }
        }
    }
}
