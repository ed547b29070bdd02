package org.gridauthz.community;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is configured about communities.
 *
 * @param all in the order in which their rules are tried
 * @param fallback the one of whoever no rule names; one of them
 * @param cpus how many seats there are, 0: as many as the JVM sees processors
 * @param refusals percent of the CPUs that one community's refusals may take
 * @param handshake from accept to the end of the TLS handshake
 * @param source budgets of one source
 * @param crowds networks that count as one source with many hosts behind it
 */
public record Communities(
        List<Community> all,
        Community fallback,
        int cpus,
        int refusals,
        Duration handshake,
        SourceBudget source,
        List<Crowd> crowds) {
    /** Most of them: each costs a label in the metrics and a look at each choice. */
    public static final int MOST = 64;

    /** Everybody is one community. */
    public static final Communities ONE = of(Community.everybody());

    /** @throws IllegalArgumentException with what is wrong */
    public Communities {
        all = List.copyOf(all);
        crowds = List.copyOf(crowds);
        if (all.isEmpty() || all.size() > MOST || !all.contains(fallback)) {
            throw new IllegalArgumentException("there are 1 to " + MOST + " communities, the default among them");
        }
        Set<String> names = new HashSet<>();
        Set<String> listeners = new HashSet<>();
        for (Community one : all) {
            if (one.name().equals(Community.ADMIN) || !names.add(one.name())) {
                throw new IllegalArgumentException("the name " + one.name() + " is taken");
            }
            Community.Listener own = one.listener();
            if (own != null && !listeners.add(own.name())) {
                throw new IllegalArgumentException("the listener " + own.name() + " is taken");
            }
        }
    }

    /** A single community, everything else as usual. */
    public static Communities of(Community one) {
        return new Communities(List.of(one), one, 0, 5, Duration.ofSeconds(5), SourceBudget.USUAL, List.of());
    }

    /** The community of a name, null if there is none. */
    public @Nullable Community named(String name) {
        for (Community one : all) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return null;
    }

    /**
     * What one source (an IPv4 address, an IPv6 /64, a crowd by its head) may hold.
     *
     * @param connections open ones
     * @param halfOpen connections whose handshake is not complete
     */
    public record SourceBudget(int connections, int halfOpen) {
        /** Where the configuration says nothing. */
        public static final SourceBudget USUAL = new SourceBudget(1024, 128);

        public SourceBudget {
            if (connections < 1 || halfOpen < 1) {
                throw new IllegalArgumentException("connections and half-open are at least 1");
            }
        }
    }

    /**
     * Many hosts behind few addresses, or many addresses that one party commands.
     *
     * @param population how many hosts: so many times the budget of one source
     */
    public record Crowd(String name, List<Network> networks, int population) {
        public Crowd {
            networks = List.copyOf(networks);
            if (population < 1 || population > 1_000_000 || networks.isEmpty()) {
                throw new IllegalArgumentException("a network has addresses and a population of 1 to 1000000");
            }
        }
    }
}
