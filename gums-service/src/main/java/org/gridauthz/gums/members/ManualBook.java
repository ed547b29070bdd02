package org.gridauthz.gums.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMember.Attribute;
import org.gridauthz.gums.mapping.ManualMember.Literal;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * What administrators entered, in the order of names, for the files that list it; decisions use
 * {@link org.gridauthz.gums.mapping.ManualMembers}. Changed in place by the follower: a file that is being written may or may
 * not show a change made meanwhile. Entries that are patterns have no name to list and are left out.
 */
public final class ManualBook {
    /** A name in a group, with an e-mail address for the e-mail map. */
    public record Entry(
            SlashDn dn, Attribute attribute, @Nullable String email) {}

    private record Note(Attribute attribute, @Nullable String email) {}

    private final Map<String, ConcurrentSkipListMap<String, List<Note>>> groups = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentSkipListMap<String, String>> maps = new ConcurrentHashMap<>();

    /** Enters a member, or changes her address. */
    public void put(String group, ManualMember member, @Nullable String email) {
        if (member.name() instanceof Literal literal) {
            groups.computeIfAbsent(group, g -> new ConcurrentSkipListMap<>())
                    .merge(
                            literal.dn().text(),
                            List.of(new Note(member.attribute(), email)),
                            (now, more) -> joined(without(now, member.attribute()), more));
        }
    }

    /** Takes a member out. */
    public void remove(String group, ManualMember member) {
        ConcurrentSkipListMap<String, List<Note>> members = groups.get(group);
        if (members != null && member.name() instanceof Literal literal) {
            members.computeIfPresent(literal.dn().text(), (dn, now) -> {
                List<Note> left = without(now, member.attribute());
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** Enters an account; null takes it out. */
    public void account(String map, SlashDn dn, @Nullable String account) {
        ConcurrentSkipListMap<String, String> accounts = maps.computeIfAbsent(map, m -> new ConcurrentSkipListMap<>());
        if (account == null) {
            accounts.remove(dn.text());
        } else {
            accounts.put(dn.text(), account);
        }
    }

    /** Takes over all of another book, which is not used any more. */
    public void become(ManualBook other) {
        groups.keySet().retainAll(other.groups.keySet());
        groups.putAll(other.groups);
        maps.keySet().retainAll(other.maps.keySet());
        maps.putAll(other.maps);
    }

    /** Every member with a name, by DN. */
    public void forEach(String group, Consumer<Entry> action) {
        ConcurrentSkipListMap<String, List<Note>> members = groups.get(group);
        if (members != null) {
            members.forEach((dn, notes) -> {
                for (Note note : notes) {
                    action.accept(new Entry(new SlashDn(dn), note.attribute(), note.email()));
                }
            });
        }
    }

    /** The groups that have had members with names. */
    public Set<String> groups() {
        return groups.keySet();
    }

    /** The accounts of all maps, by DN. */
    public Map<String, ? extends Map<String, String>> accounts() {
        return maps;
    }

    /** Whether the group has members with names. */
    public boolean any(String group) {
        ConcurrentSkipListMap<String, List<Note>> members = groups.get(group);
        return members != null && !members.isEmpty();
    }

    /** The account of exactly this name; null if none was entered. */
    public @Nullable String account(String map, SlashDn dn) {
        ConcurrentSkipListMap<String, String> accounts = maps.get(map);
        return accounts == null ? null : accounts.get(dn.text());
    }

    private static List<Note> without(List<Note> notes, Attribute attribute) {
        return notes.stream()
                .filter(note -> !note.attribute().equals(attribute))
                .toList();
    }

    private static List<Note> joined(List<Note> some, List<Note> more) {
        List<Note> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
