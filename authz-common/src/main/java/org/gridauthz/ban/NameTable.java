package org.gridauthz.ban;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bans on people by name, in the one spelling that all fold to. Most names come in that spelling, so a look-up with what came, as it came, finds
 * most who are banned. What was there at the start is one flat table, since each table within a table costs a cold place or two at every question;
 * what changed since is looked at first, in segments of which a changed copy shares all but one. When it is no longer little, both become one table.
 */
final class NameTable {
    private static final int SEGMENTS = 64;
    /** Changed names before they are taken into the flat table; with more than so many there, a {@value #SHARE}th of them. */
    private static final int FEW = 4096;

    private static final int SHARE = 8;

    /** Shared by all copies; changed only by {@link #fill}, before there are any. */
    private final NameSegment all;
    /** By names: those that are here are not looked for in {@link #all}; no bans: it has none any more. Empty while nothing changed. */
    private final NameSegment[] changed;

    private final int changes;

    private NameTable(NameSegment all, NameSegment[] changed, int changes) {
        this.all = all;
        this.changed = changed;
        this.changes = changes;
    }

    /** @param expected number of names; more are held too */
    static NameTable empty(int expected) {
        return unchanged(new NameSegment(expected));
    }

    private static NameTable unchanged(NameSegment all) {
        NameSegment[] none = new NameSegment[SEGMENTS];
        Arrays.fill(none, NameSegment.EMPTY);
        return new NameTable(all, none, 0);
    }

    private static int hash(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static int segmentOf(int hash) {
        return (hash >>> 16) & (SEGMENTS - 1);
    }

    /** A ban on exactly this spelling; null if there is none. The ban itself is handed on unread. */
    @Nullable
    Ban first(String name) {
        int hash = hash(name);
        if (changes > 0) {
            List<Ban> now = changed[segmentOf(hash)].find(hash, name);
            if (now != null) {
                return now.isEmpty() ? null : now.getFirst();
            }
        }
        return all.first(hash, name);
    }

    List<Ban> get(String name) {
        return get(hash(name), name);
    }

    private List<Ban> get(int hash, String name) {
        List<Ban> now = changes == 0 ? null : changed[segmentOf(hash)].find(hash, name);
        if (now == null) {
            now = all.find(hash, name);
        }
        return now == null ? List.of() : now;
    }

    /** A copy in which this name has these bans; none removes the name. */
    NameTable with(String name, List<Ban> bans) {
        int hash = hash(name);
        int at = segmentOf(hash);
        NameSegment[] copy = changed.clone();
        copy[at] = changed[at].without(hash, name);
        copy[at].add(hash, name, bans);
        int more = changes - changed[at].size() + copy[at].size();
        NameTable table = new NameTable(all, copy, more);
        return more > FEW && more > all.size() / SHARE ? table.flat() : table;
    }

    private NameTable flat() {
        NameSegment flat = new NameSegment(all.size() + changes);
        for (NameSegment segment : changed) {
            segment.forEach((hash, name, bans) -> {
                if (!bans.isEmpty()) {
                    flat.add(hash, name, bans);
                }
            });
        }
        all.forEach((hash, name, bans) -> {
            if (changed[segmentOf(hash)].find(hash, name) == null) {
                flat.add(hash, name, bans);
            }
        });
        return unchanged(flat);
    }

    /** Adds a ban to this table itself; only while it is built and nobody else has it. */
    void fill(String name, Ban ban) {
        all.put(hash(name), name, ban);
    }

    void forEach(Consumer<Ban> each) {
        for (NameSegment segment : changed) {
            segment.forEach((hash, name, bans) -> bans.forEach(each));
        }
        all.forEach((hash, name, bans) -> {
            if (changes == 0 || changed[segmentOf(hash)].find(hash, name) == null) {
                bans.forEach(each);
            }
        });
    }
}
