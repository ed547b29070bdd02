package org.gridauthz.gums.members.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.ManualAccounts;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.ManualKey;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** All that administrators entered, collected entry by entry. */
final class ManualEntries {
    private final ManualBook book = new ManualBook();
    private final Map<String, List<ManualMember>> byGroup = new HashMap<>();
    private final Map<String, Map<SlashDn, String>> byMap = new HashMap<>();

    void member(ManualKey key, @Nullable String email) {
        ManualMember member = key.member();
        byGroup.computeIfAbsent(key.group(), group -> new ArrayList<>()).add(member);
        book.put(key.group(), member, email);
    }

    void account(String map, SlashDn dn, String account) {
        byMap.computeIfAbsent(map, m -> new HashMap<>()).put(dn, account);
        book.account(map, dn, account);
    }

    ManualMembers members() {
        return ManualMembers.of(byGroup);
    }

    ManualAccounts accounts() {
        return ManualAccounts.of(byMap);
    }

    ManualBook book() {
        return book;
    }
}
