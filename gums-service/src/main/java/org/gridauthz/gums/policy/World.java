package org.gridauthz.gums.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.DirectoryAccounts;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.mapping.ManualAccounts;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.mapping.MappingIndex;
import org.gridauthz.gums.mapping.MemberLists;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * What is around a policy when it is tried out: members, accounts, lists, pools and bans as an assertion file says.
 *
 * @param members of manual groups
 * @param accounts of manual maps
 * @param pools accounts of each pool in the order of leasing; a pool that is not named gives every subject an account
 *     called like the pool, null one that cannot be asked
 * @param banned DNs and FQANs
 */
public record World(
        Map<String, List<ManualMember>> members,
        Map<String, Map<SlashDn, String>> accounts,
        Map<String, Members> lists,
        Map<String, Directory> directories,
        Map<String, @Nullable List<String>> pools,
        Set<String> banned) {
    /** An empty one, where every list is missing. */
    public static final World EMPTY = new World(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

    /**
     * A copied list.
     *
     * @param dns of members; of a list that names tokens also {@code issuer subject}
     */
    public record Members(ListState state, Set<String> dns) {}

    /** A copied directory. */
    public record Directory(ListState state, Map<String, Account> accounts) {}

    /** The policy in this world. */
    public MappingIndex around(Policy policy) {
        return MappingIndex.of(policy)
                .with(ManualMembers.of(members))
                .with(ManualAccounts.of(accounts))
                .with(new Lists(lists))
                .with(new Directories(directories))
                .with(this::ban);
    }

    /** Pools that remember who has what, for one run. */
    public Leases leases() {
        return new Pools(pools);
    }

    private @Nullable String ban(Subject subject) {
        if (subject instanceof Person person && banned.contains(person.dn().text())) {
            return "banned DN " + person.dn();
        }
        for (Fqan fqan : subject.fqans()) {
            if (banned.contains(fqan.toString())) {
                return "banned FQAN " + fqan;
            }
        }
        return null;
    }

    private record Lists(Map<String, Members> lists) implements MemberLists {
        private static final Members NONE = new Members(ListState.MISSING, Set.of());

        @Override
        public boolean contains(String list, SlashDn dn) {
            return lists.getOrDefault(list, NONE).dns().contains(dn.text());
        }

        @Override
        public boolean namesTokens(String list) {
            return lists.getOrDefault(list, NONE).dns().stream().anyMatch(member -> !member.startsWith("/"));
        }

        @Override
        public boolean contains(String list, String issuer, String subject) {
            return lists.getOrDefault(list, NONE).dns().contains(issuer + " " + subject);
        }

        @Override
        public ListState state(String list) {
            return lists.getOrDefault(list, NONE).state();
        }
    }

    private record Directories(Map<String, Directory> sources) implements DirectoryAccounts {
        private static final Directory NONE = new Directory(ListState.MISSING, Map.of());

        @Override
        public @Nullable Account find(String source, String key) {
            return sources.getOrDefault(source, NONE).accounts().get(key);
        }

        @Override
        public ListState state(String source) {
            return sources.getOrDefault(source, NONE).state();
        }
    }

    private static final class Pools implements Leases {
        private final Map<String, @Nullable List<String>> pools;
        private final Map<String, String> leased = new HashMap<>();
        private final Map<String, Integer> used = new HashMap<>();

        Pools(Map<String, @Nullable List<String>> pools) {
            this.pools = pools;
        }

        @Override
        public LeaseAnswer lease(String pool, Subject subject) {
            if (!pools.containsKey(pool)) {
                return new LeaseAnswer.Leased(pool);
            }
            List<String> all = pools.get(pool);
            if (all == null) {
                return new LeaseAnswer.Unavailable("the database cannot be reached");
            }
            String before = peek(pool, subject);
            if (before != null) {
                return new LeaseAnswer.Leased(before);
            }
            int next = used.getOrDefault(pool, 0);
            if (next == all.size()) {
                return new LeaseAnswer.Exhausted();
            }
            used.put(pool, next + 1);
            leased.put(key(pool, subject), all.get(next));
            return new LeaseAnswer.Leased(all.get(next));
        }

        @Override
        public @Nullable String peek(String pool, Subject subject) {
            return pools.containsKey(pool) ? leased.get(key(pool, subject)) : pool;
        }

        private static String key(String pool, Subject subject) {
            return pool
                    + '\n'
                    + switch (subject) {
                        case Person person -> person.dn().text();
                        case Subject.Bearer bearer -> bearer.issuer() + '\n' + bearer.subject();
                    };
        }
    }
}
