package org.gridauthz.gums.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.policy.World;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;

/** Reads what is around a policy in an assertion file. */
final class WorldReader {
    private WorldReader() {}

    static World world(Cursor root) {
        Map<String, List<ManualMember>> members = new HashMap<>();
        Cursor groups = root.inside("members");
        for (String group : names(groups)) {
            members.put(group, groups == null ? List.of() : groups.each(group, WorldReader::member));
        }
        Map<String, Map<SlashDn, String>> accounts = new HashMap<>();
        each(root, "accounts", (map, at) -> {
            Map<SlashDn, String> entries = new HashMap<>();
            at.names().forEach(dn -> guarded(at, dn, () -> entries.put(new SlashDn(dn), at.text(dn))));
            accounts.put(map, entries);
        });
        Map<String, World.Members> lists = new HashMap<>();
        each(
                root,
                "lists",
                (list, at) -> lists.put(list, new World.Members(state(at), new HashSet<>(at.texts("members")))));
        Map<String, World.Directory> directories = new HashMap<>();
        each(root, "directories", (source, at) -> {
            Map<String, Account> entries = new HashMap<>();
            each(at, "accounts", (key, account) -> entries.put(key, account(account)));
            directories.put(source, new World.Directory(state(at), entries));
        });
        Map<String, @Nullable List<String>> pools = new HashMap<>();
        each(root, "pools", (pool, at) -> pools.put(pool, at.flag("unavailable", false) ? null : at.texts("accounts")));
        return new World(members, accounts, lists, directories, pools, Set.copyOf(root.texts("banned")));
    }

    private static ListState state(Cursor at) {
        return at.choice("state", ListState.class, ListState.USABLE);
    }

    private static Account account(Cursor at) {
        return new Account(
                at.text("name"),
                at.optionalText("primaryGroup"),
                at.number("uid"),
                at.number("gid"),
                at.texts("secondaryGroups"));
    }

    private static @Nullable ManualMember member(Cursor at) {
        List<ManualMember> made = new ArrayList<>();
        guarded(at, "", () -> {
            String pattern = at.optionalText("dnPattern");
            ManualMember.Name name = pattern == null
                    ? new ManualMember.Literal(new SlashDn(at.text("dn")))
                    : new ManualMember.Pattern(new TextPattern(pattern));
            String fqanPattern = at.optionalText("fqanPattern");
            String fqan = at.text("fqan", "none");
            ManualMember.Attribute attribute = fqanPattern != null
                    ? new ManualMember.PatternFqan(new TextPattern(fqanPattern))
                    : switch (fqan) {
                        case "none" -> new ManualMember.NoFqan();
                        case "any" -> new ManualMember.AnyFqan();
                        default -> new ManualMember.LiteralFqan(Fqan.parse(fqan));
                    };
            made.add(new ManualMember(name, attribute));
        });
        return made.isEmpty() ? null : made.getFirst();
    }

    private interface Entry {
        void read(String name, Cursor at);
    }

    private static void each(Cursor root, String field, Entry entry) {
        Cursor all = root.inside(field);
        for (String name : names(all)) {
            Cursor at = all == null ? null : all.inside(name);
            if (at != null) {
                entry.read(name, at);
                at.end();
            }
        }
    }

    private static List<String> names(@Nullable Cursor at) {
        return at == null ? List.of() : at.names();
    }

    private static void guarded(Cursor at, String field, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException malformed) {
            at.mistakeAt(field, String.valueOf(malformed.getMessage()));
        }
    }
}
