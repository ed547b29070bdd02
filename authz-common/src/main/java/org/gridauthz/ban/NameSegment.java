package org.gridauthz.ban;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open hash table with linear probing. A slot holds the whole hash, so a name that is not here costs the one cold
 * place; one that is costs four, as many as a {@code ConcurrentHashMap} reads: slot, pair, the name, its characters.
 */
final class NameSegment {
    /** What is in it. */
    @FunctionalInterface
    interface Each {
        void name(int hash, String name, List<Ban> bans);
    }

    static final NameSegment EMPTY = new NameSegment(0);

    /** The second of a pair is a list: whoever looked at the ban itself to find out would have to read it. */
    private static final long SEVERAL = 1L << 31;

    /** Upper half the hash, lower half {@link #SEVERAL} and the pair's number plus one; 0 is free. A power of two, at most half of them used. */
    private long[] slots;

    /** Name and its ban, or its bans, in turns. */
    private @Nullable Object[] pairs;

    private int used;

    NameSegment(int expected) {
        int room = Math.max(1, Integer.highestOneBit(Math.max(1, expected)));
        slots = new long[4 * room];
        pairs = new Object[2 * room];
    }

    /** Where the name stands, or the free slot where it would; as negative number minus one. */
    private int slot(int hash, String name) {
        int slot = hash & (slots.length - 1);
        while (true) {
            long entry = slots[slot];
            if (entry == 0) {
                return -slot - 1;
            }
            if ((int) (entry >>> 32) == hash && name.equals(pairs[pair(entry)])) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }

    private static int pair(long entry) {
        return 2 * (((int) entry & 0x7FFF_FFFF) - 1);
    }

    @Nullable
    Ban first(int hash, String name) {
        int slot = slot(hash, name);
        return slot < 0 ? null : first(slots[slot]);
    }

    private Ban first(long entry) {
        return (entry & SEVERAL) == 0 ? one(entry) : several(entry).getFirst();
    }

    @SuppressWarnings("NullAway") // a used slot has a pair
    private Ban one(long entry) {
        return (Ban) pairs[pair(entry) + 1];
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // as SEVERAL says
    private List<Ban> several(long entry) {
        return (List<Ban>) pairs[pair(entry) + 1];
    }

    int size() {
        return used;
    }

    /** All on this name; null: the name is not here. */
    @Nullable
    List<Ban> find(int hash, String name) {
        int slot = slot(hash, name);
        return slot < 0 ? null : bans(slots[slot]);
    }

    private List<Ban> bans(long entry) {
        return (entry & SEVERAL) == 0 ? List.of(one(entry)) : several(entry);
    }

    /** A copy of its own, without this name. */
    NameSegment without(int hash, String name) {
        NameSegment copy = new NameSegment(used + 1);
        forEach((otherHash, other, bans) -> {
            if (!(otherHash == hash && other.equals(name))) {
                copy.add(otherHash, other, bans);
            }
        });
        return copy;
    }

    /** Puts a name in that is not here; only while nobody else has this segment. */
    void add(int hash, String name, List<Ban> bans) {
        if (2 * used == pairs.length) {
            grow();
        }
        int slot = -slot(hash, name) - 1;
        pairs[2 * used] = name;
        pairs[2 * used + 1] = bans.size() == 1 ? bans.getFirst() : List.copyOf(bans);
        slots[slot] = ((long) hash << 32) | (bans.size() == 1 ? 0 : SEVERAL) | ++used;
    }

    /** Adds a ban to those on a name; only while nobody else has this segment. */
    void put(int hash, String name, Ban ban) {
        int slot = slot(hash, name);
        if (slot < 0) {
            add(hash, name, List.of(ban));
            return;
        }
        List<Ban> bans = new ArrayList<>(bans(slots[slot]));
        bans.add(ban);
        pairs[pair(slots[slot]) + 1] = List.copyOf(bans);
        slots[slot] |= SEVERAL;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        pairs = Arrays.copyOf(pairs, 2 * pairs.length);
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & (slots.length - 1);
                while (slots[slot] != 0) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = entry;
            }
        }
    }

    void forEach(Each each) {
        for (long entry : slots) {
            if (entry != 0 && pairs[pair(entry)] instanceof String name) {
                each.name((int) (entry >>> 32), name, bans(entry));
            }
        }
    }
}
