package org.gridauthz.gums.xacml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.xacml.Obligation;
import org.gridauthz.xacml.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * An account as obligations (gums.md §3.3, xacml-interop.md §4.1). Only what the client announced is sent: two of the known
 * clients fail a whole call at one they have no handler for. A primary group that nothing announced can carry is not left out,
 * since the job would run in another one: there are no obligations then, as in the original.
 */
final class AccountObligations {
    private AccountObligations() {}

    /**
     * The obligations, never empty; null where the client cannot be told all of it.
     *
     * @param announced by the client
     */
    static @Nullable List<Obligation> of(Account account, Set<String> announced) {
        Integer gid = account.gid() == null ? number(account.primaryGroup()) : account.gid();
        String group = number(account.primaryGroup()) == null ? account.primaryGroup() : null;
        if (group != null && announced.contains(Vocabulary.ACCOUNT)) {
            return List.of(Obligation.account(account.name(), group, named(account.secondaryGroups())));
        }
        List<Obligation> all = new ArrayList<>(3);
        if (gid != null && announced.contains(Vocabulary.UIDGID)) {
            Integer uid = account.uid();
            all.add(uid == null ? Obligation.gid(gid) : Obligation.uidgid(uid, gid));
        } else if (group != null || gid != null) {
            return null;
        }
        if (announced.contains(Vocabulary.USERNAME)) {
            all.add(Obligation.username(account.name()));
        }
        List<Integer> further = numbers(account.secondaryGroups());
        if (!all.isEmpty() && !further.isEmpty() && announced.contains(Vocabulary.SECONDARY_GIDS)) {
            all.add(Obligation.secondaryGids(further));
        }
        return all.isEmpty() ? null : all;
    }

    private static List<String> named(List<String> groups) {
        return groups.stream().filter(group -> number(group) == null).toList();
    }

    private static List<Integer> numbers(List<String> groups) {
        List<Integer> numbers = new ArrayList<>();
        for (String group : groups) {
            Integer number = number(group);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** A group that policy names by its number. */
    private static @Nullable Integer number(@Nullable String group) {
        return group != null && group.matches("[0-9]{1,9}") ? Integer.valueOf(group) : null;
    }
}
