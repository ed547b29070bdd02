package org.gridauthz.gums.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.gums.mapping.ManualMember.Attribute;
import org.gridauthz.gums.mapping.ManualMember.Literal;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * The members of all manual groups: an immutable snapshot; a change gives a new one that shares the rest. From a name to
 * its groups is one look-up, however many groups and members there are. Entries that are patterns are tried one by one,
 * so there may be only {@value #MAX_PATTERNS} of them.
 */
public final class ManualMembers {
    /** Most entries with a pattern for a name, in all groups together. */
    public static final int MAX_PATTERNS = 1000;

    /** No members at all. */
    public static final ManualMembers NONE = new ManualMembers(ShardedMap.empty(), Map.of());

    /** A name's place in one group. */
    private record Entry(String group, Attribute attribute) {}

    private final ShardedMap<List<Entry>> literals;
    private final Map<String, List<ManualMember>> patterns;

    private ManualMembers(ShardedMap<List<Entry>> literals, Map<String, List<ManualMember>> patterns) {
        this.literals = literals;
        this.patterns = patterns;
        if (patterns.values().stream().mapToInt(List::size).sum() > MAX_PATTERNS) {
            throw new IllegalArgumentException("more than " + MAX_PATTERNS + " patterns in manual groups");
        }
    }

    /**
     * All members of all groups.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX_PATTERNS} patterns
     */
    public static ManualMembers of(Map<String, ? extends Collection<ManualMember>> byGroup) {
        Map<String, List<Entry>> literals = new HashMap<>();
        Map<String, List<ManualMember>> patterns = new HashMap<>();
        // Most names have the same one entry: keep it once.
        Map<List<Entry>, List<Entry>> shared = new HashMap<>();
        byGroup.forEach((group, members) -> {
            for (ManualMember member : members) {
                if (member.name() instanceof Literal literal) {
                    literals.merge(
                            literal.dn().text(),
                            shared.computeIfAbsent(List.of(new Entry(group, member.attribute())), list -> list),
                            ManualMembers::joined);
                } else {
                    patterns.computeIfAbsent(group, g -> new ArrayList<>()).add(member);
                }
            }
        });
        return new ManualMembers(ShardedMap.of(literals), patterns);
    }

    /** With one more entry. */
    public ManualMembers plus(String group, ManualMember member) {
        if (member.name() instanceof Literal literal) {
            List<Entry> more = List.of(new Entry(group, member.attribute()));
            List<Entry> now = literals.get(literal.dn().text());
            return new ManualMembers(
                    literals.with(literal.dn().text(), now == null ? more : joined(now, more)), patterns);
        }
        List<ManualMember> now = new ArrayList<>(patterns.getOrDefault(group, List.of()));
        if (!now.contains(member)) {
            now.add(member);
        }
        return withPatterns(group, now);
    }

    /** Without this entry. */
    public ManualMembers minus(String group, ManualMember member) {
        if (member.name() instanceof Literal literal) {
            List<Entry> left = new ArrayList<>(entries(literal.dn()));
            left.remove(new Entry(group, member.attribute()));
            return new ManualMembers(
                    literals.with(literal.dn().text(), left.isEmpty() ? null : List.copyOf(left)), patterns);
        }
        List<ManualMember> left = new ArrayList<>(patterns.getOrDefault(group, List.of()));
        left.remove(member);
        return withPatterns(group, left);
    }

    private ManualMembers withPatterns(String group, List<ManualMember> members) {
        Map<String, List<ManualMember>> next = new HashMap<>(patterns);
        next.put(group, List.copyOf(members));
        return new ManualMembers(literals, next);
    }

    /** The entries with a pattern for a name, by group. */
    public Map<String, List<ManualMember>> patterns() {
        return patterns;
    }

    boolean has(String group, Person person, @Nullable Fqan fqan) {
        for (Entry entry : entries(person.dn())) {
            if (entry.group().equals(group) && entry.attribute().accepts(fqan)) {
                return true;
            }
        }
        for (ManualMember member : patterns.getOrDefault(group, List.of())) {
            if (member.accepts(person, fqan)) {
                return true;
            }
        }
        return false;
    }

    /** The groups that have this very name as an entry, whatever the attribute. */
    List<String> groups(SlashDn dn) {
        return entries(dn).stream().map(Entry::group).distinct().toList();
    }

    /** The groups that must be tried because they have patterns. */
    Set<String> patternGroups() {
        return patterns.keySet();
    }

    private List<Entry> entries(SlashDn dn) {
        List<Entry> found = literals.get(dn.text());
        return found == null ? List.of() : found;
    }

    private static List<Entry> joined(List<Entry> some, List<Entry> more) {
        List<Entry> all = new ArrayList<>(some);
        for (Entry entry : more) {
            if (!all.contains(entry)) {
                all.add(entry);
            }
        }
        return List.copyOf(all);
    }
}
