package org.gridauthz.ban;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bans on people by name, in the one spelling that all fold to. Most names come in that spelling, so a look-up with what came, as it came, finds
 * most who are banned. Cut into segments of some hundred names, of which a changed copy shares all but one.
 */
final class NameTable {
    private static final int PER_SEGMENT = 512;

    private final NameSegment[] segments;

    private NameTable(NameSegment[] segments) {
        this.segments = segments;
    }

    /** @param expected number of names; more are held too, only dearer to change */
    static NameTable empty(int expected) {
        NameSegment[] segments = new NameSegment[Integer.highestOneBit(Math.max(1, expected / PER_SEGMENT))];
        Arrays.fill(segments, NameSegment.EMPTY);
        return new NameTable(segments);
    }

    private static int hash(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private int segmentOf(int hash) {
        return (hash >>> 16) & (segments.length - 1);
    }

    /** A ban on exactly this spelling; null if there is none. The ban itself is handed on unread. */
    @Nullable
    Ban first(String name) {
        int hash = hash(name);
        return segments[segmentOf(hash)].first(hash, name);
    }

    List<Ban> get(String name) {
        int hash = hash(name);
        return segments[segmentOf(hash)].get(hash, name);
    }

    /** A copy in which this name has these bans; none removes the name. */
    NameTable with(String name, List<Ban> bans) {
        int hash = hash(name);
        int at = segmentOf(hash);
        NameSegment[] copy = segments.clone();
        copy[at] = segments[at].without(hash, name);
        if (!bans.isEmpty()) {
            copy[at].add(hash, name, bans);
        }
        return new NameTable(copy);
    }

    /** Adds a ban to this table itself; only while it is built and nobody else has it. */
    void fill(String name, Ban ban) {
        int hash = hash(name);
        int at = segmentOf(hash);
        if (segments[at] == NameSegment.EMPTY) {
            segments[at] = new NameSegment(PER_SEGMENT / 4);
        }
        segments[at].put(hash, name, ban);
    }

    void forEach(Consumer<Ban> each) {
        for (NameSegment segment : segments) {
            segment.forEach(each);
        }
    }
}
