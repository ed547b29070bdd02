package org.gridauthz.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;

/**
 * Who may ask what of this service, by exact DN: the rights of callers and admins from the configuration file, and those that
 * admins granted since. Being a host gives no right but to ask about itself (DESIGN §6).
 */
public final class Access {
    /** A right that covers every VO. */
    public static final String ALL = "all";

    private static final Rights NONE = new Rights(false, Set.of(), Map.of());

    private final Map<String, Rights> configured;
    private final List<AdminGrant> configuredAdmins;
    private volatile Map<String, Rights> byDn;

    private Access(Map<String, Rights> configured, List<AdminGrant> admins) {
        this.configured = Map.copyOf(configured);
        this.configuredAdmins = List.copyOf(admins);
        this.byDn = this.configured;
    }

    /** Compiles the settings; several grants to one DN add up. */
    public static Access of(List<CallerGrant> callers, List<AdminGrant> admins) {
        Map<String, Rights> all = new HashMap<>();
        for (CallerGrant grant : callers) {
            all.merge(grant.dn().text(), Rights.of(grant), Rights::plus);
        }
        for (AdminGrant grant : admins) {
            all.merge(grant.dn().text(), Rights.of(grant), Rights::plus);
        }
        return new Access(all, admins);
    }

    /** From now on these admins have rights beside the configured ones; several grants to one DN add up. */
    public void granted(List<AdminGrant> grants) {
        Map<String, Rights> all = new HashMap<>(configured);
        for (AdminGrant grant : grants) {
            all.merge(grant.dn().text(), Rights.of(grant), Rights::plus);
        }
        byDn = Map.copyOf(all);
    }

    /** The admins of the configuration file. */
    public List<AdminGrant> configured() {
        return configuredAdmins;
    }

    /** Whether the configuration names somebody who may grant every right. */
    public boolean configuresFirstAdmin() {
        return configuredAdmins.stream()
                .anyMatch(grant -> grant.vo().equals(ALL) && grant.verbs().contains(Verb.ADMINS));
    }

    /** The rights of a caller; an unknown one has none. */
    public Rights of(SlashDn caller) {
        return byDn.getOrDefault(caller.text(), NONE);
    }

    /**
     * What a service's host certificate may do beyond asking about its own host.
     *
     * @param askFor whether it may name another host
     * @param vouch the VOs whose FQANs it verified before asking; {@value #ALL} for every VO
     */
    public record CallerGrant(SlashDn dn, boolean askFor, Set<String> vouch) {
        public CallerGrant {
            vouch = Set.copyOf(vouch);
        }
    }

    /**
     * What a person may do.
     *
     * @param vo a VO, or {@value #ALL}
     */
    public record AdminGrant(SlashDn dn, String vo, Set<Verb> verbs) {
        public AdminGrant {
            verbs = Set.copyOf(verbs);
        }
    }

    /** What an admin does. */
    public enum Verb {
        /** See policy, members, pools, mapping files. */
        READ,
        /** Change manual groups and manual mappings. */
        MEMBERS,
        /** Change policy versions. */
        POLICY,
        /** Change pools and release leases. */
        POOLS,
        /** Ban and lift, trust subjects, keep feeds. */
        BANS,
        /** Grant and withdraw rights. */
        ADMINS,
        /** Read metrics. */
        METRICS
    }

    /**
     * The rights of one caller.
     *
     * @param verbs by VO or {@value Access#ALL}
     */
    public record Rights(boolean askFor, Set<String> vouch, Map<String, Set<Verb>> verbs) {
        private static Rights of(CallerGrant grant) {
            return new Rights(grant.askFor(), grant.vouch(), Map.of());
        }

        private static Rights of(AdminGrant grant) {
            return new Rights(false, Set.of(), Map.of(grant.vo(), grant.verbs()));
        }

        private Rights plus(Rights other) {
            Map<String, Set<Verb>> both = new HashMap<>(verbs);
            other.verbs.forEach((vo, more) -> both.merge(vo, more, Access::union));
            return new Rights(askFor || other.askFor, union(vouch, other.vouch), Map.copyOf(both));
        }

        /** Whether FQANs of this VO count as verified when this caller sends them. */
        public boolean vouchesFor(String vo) {
            return vouch.contains(ALL) || vouch.contains(vo);
        }

        /** Whether all of these count as verified when this caller sends them. */
        public boolean vouchesForAll(List<Fqan> fqans) {
            for (Fqan fqan : fqans) {
                if (!vouchesFor(fqan.vo())) {
                    return false;
                }
            }
            return true;
        }

        /** Whether the caller may do this for every VO. */
        public boolean may(Verb verb) {
            return verbs.getOrDefault(ALL, Set.of()).contains(verb);
        }

        /** Whether the caller may do this for one VO. */
        public boolean may(Verb verb, String vo) {
            return may(verb) || verbs.getOrDefault(vo, Set.of()).contains(verb);
        }
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new java.util.HashSet<>(one);
        all.addAll(other);
        return Set.copyOf(all);
    }
}
