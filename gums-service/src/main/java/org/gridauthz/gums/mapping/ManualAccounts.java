package org.gridauthz.gums.mapping;

import java.util.HashMap;
import java.util.Map;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** The accounts that administrators entered, by map and DN: an immutable snapshot; a change gives a new one. */
public final class ManualAccounts {
    /** No accounts at all. */
    public static final ManualAccounts NONE = new ManualAccounts(Map.of());

    private final Map<String, Map<String, String>> byMap;

    private ManualAccounts(Map<String, Map<String, String>> byMap) {
        this.byMap = byMap;
    }

    /** With this map's accounts replaced. */
    public ManualAccounts with(String map, Map<SlashDn, String> accounts) {
        Map<String, String> texts = new HashMap<>();
        accounts.forEach((dn, account) -> texts.put(dn.text(), account));
        Map<String, Map<String, String>> next = new HashMap<>(byMap);
        next.put(map, texts);
        return new ManualAccounts(next);
    }

    @Nullable
    String account(String map, SlashDn dn) {
        return byMap.getOrDefault(map, Map.of()).get(dn.text());
    }
}
