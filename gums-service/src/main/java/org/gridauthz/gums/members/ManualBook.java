package org.gridauthz.gums.members;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** What administrators entered: members of groups and accounts of maps. Immutable; a change of one group or map shares the rest. */
public final class ManualBook {
    /** Nothing entered. */
    public static final ManualBook EMPTY = new ManualBook(Map.of(), Map.of());

    /** A member of a manual group, with an e-mail address for the e-mail map. */
    public record Entry(ManualMember member, @Nullable String email) {}

    /** An account of a manual map. */
    public record OwnAccount(String account, @Nullable String email) {}

    private final Map<String, List<Entry>> groups;
    private final Map<String, SortedMap<String, OwnAccount>> maps;

    private ManualBook(Map<String, List<Entry>> groups, Map<String, SortedMap<String, OwnAccount>> maps) {
        this.groups = groups;
        this.maps = maps;
    }

    /** With this group's members replaced. */
    public ManualBook withGroup(String group, List<Entry> entries) {
        Map<String, List<Entry>> next = new HashMap<>(groups);
        next.put(group, List.copyOf(entries));
        return new ManualBook(next, maps);
    }

    /** With this map's accounts, by DN, replaced. */
    public ManualBook withMap(String map, Map<String, OwnAccount> accounts) {
        Map<String, SortedMap<String, OwnAccount>> next = new HashMap<>(maps);
        next.put(map, new TreeMap<>(accounts));
        return new ManualBook(groups, next);
    }

    /** Members of a group; none for one that is unknown. */
    public List<Entry> group(String group) {
        return groups.getOrDefault(group, List.of());
    }

    /** Accounts of a map by DN, in its order; none for one that is unknown. */
    public Map<String, OwnAccount> map(String map) {
        return java.util.Collections.unmodifiableMap(maps.getOrDefault(map, new TreeMap<>()));
    }

    /** The account of exactly this name. */
    public @Nullable String account(String map, SlashDn dn) {
        OwnAccount own = map(map).get(dn.text());
        return own == null ? null : own.account();
    }
}
