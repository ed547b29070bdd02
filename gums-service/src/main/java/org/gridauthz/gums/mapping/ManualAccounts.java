package org.gridauthz.gums.mapping;

import java.util.HashMap;
import java.util.Map;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** The accounts that administrators entered, by map and DN: an immutable snapshot; a change gives a new one. */
public final class ManualAccounts {
    /** No accounts at all. */
    public static final ManualAccounts NONE = new ManualAccounts(ShardedMap.empty());

    private final ShardedMap<String> accounts;

    private ManualAccounts(ShardedMap<String> accounts) {
        this.accounts = accounts;
    }

    /** All accounts of all maps. */
    public static ManualAccounts of(Map<String, Map<SlashDn, String>> byMap) {
        Map<String, String> all = new HashMap<>();
        byMap.forEach((map, entries) -> entries.forEach((dn, account) -> all.put(key(map, dn), account)));
        return new ManualAccounts(ShardedMap.of(all));
    }

    /** With this account for the name; null takes the entry out. */
    public ManualAccounts with(String map, SlashDn dn, @Nullable String account) {
        return new ManualAccounts(accounts.with(key(map, dn), account));
    }

    @Nullable
    String account(String map, SlashDn dn) {
        return accounts.get(key(map, dn));
    }

    private static String key(String map, SlashDn dn) {
        // Names hold no control characters, so this is unambiguous.
        return map + '\n' + dn.text();
    }
}
