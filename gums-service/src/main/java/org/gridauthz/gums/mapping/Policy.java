package org.gridauthz.gums.mapping;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole mapping policy, as an administrator writes it. Names refer to each other; {@code policy.yaml} reads no document
 * with a reference to nothing.
 *
 * @param fqans which attributes of a credential take part
 * @param simpleHostMatching whether a bare DNS name stands for {@code /CN=<name>} (gums.md §1.4)
 * @param mapFiles whether map files may be generated
 * @param hosts in order: the first that matches counts, and no other
 */
public record Policy(
        Fqans fqans,
        boolean simpleHostMatching,
        boolean mapFiles,
        List<MemberSource> memberLists,
        List<AccountSource> accountSources,
        List<PoolRange> pools,
        List<UserGroup> groups,
        List<AccountMapper> mappers,
        List<GroupMapping> mappings,
        List<HostRule> hosts) {
    /** How long a copied list may be used after it was last read, where the policy does not say. */
    public static final Duration STALE_AFTER = Duration.ofDays(3);

    public Policy {
        memberLists = List.copyOf(memberLists);
        accountSources = List.copyOf(accountSources);
        pools = List.copyOf(pools);
        groups = List.copyOf(groups);
        mappers = List.copyOf(mappers);
        mappings = List.copyOf(mappings);
        hosts = List.copyOf(hosts);
    }

    /** Which attributes of a credential take part in mapping. */
    public enum Fqans {
        /** The first only, as GUMS and the LCMAPS plug-in have it. */
        PRIMARY,
        /** Each in the order of the credential: the whole policy is walked for the first, then for the second, … */
        ALL
    }

    /**
     * A pool of accounts.
     *
     * @param accounts ranges in the original's grammar, {@code dune001-100}
     * @param recycleAfter unused for so long, a lease may be taken back; null = never
     * @param uidBase uid of an account numbered zero: {@code cms042} with base 20000 has uid 20042; null = unknown
     */
    public record PoolRange(
            String name,
            List<String> accounts,
            @Nullable Duration recycleAfter,
            @Nullable Integer uidBase) {
        public PoolRange {
            accounts = List.copyOf(accounts);
        }

        /** The uid of an account; null where its name has no number, or the sum is too large. */
        static @Nullable Integer uid(int base, String account) {
            int start = account.length();
            while (start > 0 && account.charAt(start - 1) >= '0' && account.charAt(start - 1) <= '9') {
                start--;
            }
            int digits = account.length() - start;
            if (digits == 0 || digits > 9) {
                return null;
            }
            long uid = (long) base + Integer.parseInt(account.substring(start));
            return uid > Integer.MAX_VALUE ? null : (int) uid;
        }
    }

    /**
     * What happens to members of some groups.
     *
     * @param groups in order
     * @param mappers in order, for each group: the first that knows an account ends the evaluation
     * @param accounting labels for the user-VO map, or null
     */
    public record GroupMapping(
            String name,
            @Nullable String description,
            List<String> groups,
            List<String> mappers,
            @Nullable Accounting accounting) {
        public GroupMapping {
            groups = List.copyOf(groups);
            mappers = List.copyOf(mappers);
        }
    }

    /**
     * Labels of the user-VO map.
     *
     * @param subgroup the lower-case label, {@code #voi}
     * @param vo the label for display, {@code #VOc}
     */
    public record Accounting(String subgroup, String vo) {}

    /**
     * Which mappings count on which hosts.
     *
     * @param form what the patterns are held against
     * @param patterns any of them
     * @param mappings names, in order
     */
    public record HostRule(
            Form form, List<String> patterns, @Nullable String description, List<String> mappings) {
        public HostRule {
            patterns = List.copyOf(patterns);
            mappings = List.copyOf(mappings);
        }

        /** What a pattern is held against. */
        public enum Form {
            /** The value of one {@code CN=} of the host's name. */
            CN,
            /** The host's whole name. */
            DN
        }
    }
}
