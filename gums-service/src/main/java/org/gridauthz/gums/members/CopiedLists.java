package org.gridauthz.gums.members;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.DirectoryAccounts;
import org.gridauthz.gums.mapping.MemberLists;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.memberlist.Row;
import org.jspecify.annotations.Nullable;

/**
 * All copied lists of a policy at one moment, immutable. Equal to another if every name shows the same rows in the same
 * state; rows are compared by object, since a roster that is read again is a change.
 */
public final class CopiedLists {
    /** No lists. */
    public static final CopiedLists NONE = new CopiedLists(Map.of(), Map.of());

    private record Shown(Roster roster, MemberLists.ListState state, boolean tokens) {
        static final Shown NOTHING = new Shown(Roster.EMPTY, MemberLists.ListState.MISSING, false);
    }

    private final Map<String, Shown> members;
    private final Map<String, Shown> accounts;

    private CopiedLists(Map<String, Shown> members, Map<String, Shown> accounts) {
        this.members = members;
        this.accounts = accounts;
    }

    static CopiedLists of(List<CopiedList> lists, Map<String, MemberBook.Copy> copies, Instant now) {
        Map<String, Shown> members = new HashMap<>();
        Map<String, Shown> accounts = new HashMap<>();
        for (CopiedList list : lists) {
            MemberBook.Copy copy = copies.get(list.id());
            boolean tokens = list instanceof CopiedList.Members feed && feed.source() instanceof MemberSource.VoFeed;
            Shown shown =
                    new Shown(copy == null ? Roster.EMPTY : copy.roster(), MemberBook.state(list, copy, now), tokens);
            switch (list) {
                case CopiedList.Members m -> members.put(m.name(), shown);
                case CopiedList.Accounts a -> accounts.put(a.name(), shown);
            }
        }
        return new CopiedLists(members, accounts);
    }

    /** The rows of a member list; empty for one that is unknown or was never read. */
    public Roster roster(String list) {
        return members.getOrDefault(list, Shown.NOTHING).roster();
    }

    /** The lists of members, as decisions ask them. */
    public MemberLists members() {
        return new MemberLists() {
            @Override
            public boolean contains(String list, SlashDn dn) {
                return roster(list).contains(dn.text());
            }

            @Override
            public boolean namesTokens(String list) {
                return members.getOrDefault(list, Shown.NOTHING).tokens();
            }

            @Override
            public boolean contains(String list, String issuer, String subject) {
                return issuer.indexOf(' ') < 0 && roster(list).contains(Row.tokenKey(issuer, subject));
            }

            @Override
            public ListState state(String list) {
                return members.getOrDefault(list, Shown.NOTHING).state();
            }
        };
    }

    /** The accounts of directories, as decisions ask them. */
    public DirectoryAccounts accounts() {
        return new DirectoryAccounts() {
            @Override
            public @Nullable Account find(String source, String key) {
                String value =
                        accounts.getOrDefault(source, Shown.NOTHING).roster().value(key);
                return value == null ? null : DirectoryAccount.decode(value);
            }

            @Override
            public MemberLists.ListState state(String source) {
                return accounts.getOrDefault(source, Shown.NOTHING).state();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CopiedLists lists && members.equals(lists.members) && accounts.equals(lists.accounts);
    }

    @Override
    public int hashCode() {
        return members.hashCode() * 31 + accounts.hashCode();
    }
}
