package org.gridauthz.ban;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/**
 * All bans in force, found by key: the cost of a question does not grow with their number. Immutable; a change makes a new
 * index that shares almost all of the old one. Bans match wide: a DN in any spelling and of any issuer unless one is named, every FQAN a subject carries
 * whether verified or not, a VO through its token issuers too.
 */
public final class BanIndex {
    private final Map<String, Set<String>> issuersOfVo;
    private final Shards shards;
    private final NameTable people;
    private final int[] inSlot;
    private final TailFilter names;
    private final int size;
    private final @Nullable Instant nextExpiry;
    private final int capacity;

    private BanIndex(
            Map<String, Set<String>> issuersOfVo,
            Shards shards,
            NameTable people,
            int[] inSlot,
            TailFilter names,
            int size,
            @Nullable Instant nextExpiry,
            int capacity) {
        this.capacity = capacity;
        this.issuersOfVo = issuersOfVo;
        this.shards = shards;
        this.people = people;
        this.inSlot = inSlot;
        this.names = names;
        this.size = size;
        this.nextExpiry = nextExpiry;
    }

    /** Nothing is banned, and no VO has token issuers. */
    public static BanIndex empty() {
        return of(List.of(), Map.of(), Instant.EPOCH);
    }

    /**
     * @param bans those that are over at {@code now} are left out
     * @param issuersOfVo the token issuers of each VO, by its name
     */
    public static BanIndex of(Collection<Ban> bans, Map<String, Set<String>> issuersOfVo, Instant now) {
        BanIndexBuilder builder = new BanIndexBuilder(bans.size(), issuersOfVo);
        for (Ban ban : bans) {
            if (!ban.expired(now)) {
                builder.add(ban);
            }
        }
        return builder.index();
    }

    static BanIndex built(BanIndexBuilder parts) {
        return new BanIndex(
                parts.issuersOfVo,
                parts.shards,
                parts.people,
                parts.inSlot,
                parts.names,
                parts.size,
                parts.nextExpiry,
                parts.capacity);
    }

    /** The index without the bans that are over. */
    public BanIndex at(Instant now) {
        return nextExpiry == null || now.isBefore(nextExpiry) ? this : of(bans(), issuersOfVo, now);
    }

    /** All bans in force, in no order. */
    public List<Ban> bans() {
        List<Ban> bans = new ArrayList<>(size);
        people.forEach(bans::add);
        shards.forEach((key, here) -> here.stream()
                .filter(ban -> key.slot() != Slot.ISSUER || ban.target().kind() == BanKind.ISSUER)
                .forEach(bans::add));
        return bans;
    }

    /** The index with this ban, in place of an earlier turn of the same ban. */
    public BanIndex with(Ban ban) {
        return changed(ban, true);
    }

    /** The index without this ban, whatever its turn. */
    public BanIndex without(Ban ban) {
        return changed(ban, false);
    }

    private BanIndex changed(Ban ban, boolean in) {
        Shards changed = shards;
        NameTable changedPeople = people;
        int[] counts = inSlot.clone();
        TailFilter filter = names;
        boolean wasIn = false;
        for (MatchKey key : keysOf(ban.target(), issuersOfVo)) {
            List<Ban> bans = new ArrayList<>(key.slot() == Slot.DN ? changedPeople.get(key.first()) : changed.get(key));
            boolean removed = bans.removeIf(other -> sameBan(other, ban));
            wasIn |= removed;
            if (in) {
                bans.add(ban);
                filter = filter.copy();
                BanIndexBuilder.addNames(filter, ban.target());
            }
            counts[key.slot().ordinal()] += (in ? 1 : 0) - (removed ? 1 : 0);
            if (key.slot() == Slot.DN) {
                changedPeople = changedPeople.with(key.first(), bans);
            } else {
                changed = changed.with(key, List.copyOf(bans));
            }
        }
        int newSize = size + (in ? 1 : 0) - (wasIn ? 1 : 0);
        Instant expiry = in ? earlier(nextExpiry, ban.until()) : nextExpiry;
        BanIndex index = new BanIndex(issuersOfVo, changed, changedPeople, counts, filter, newSize, expiry, capacity);
        return newSize > 2 * capacity ? of(index.bans(), issuersOfVo, Instant.MIN) : index;
    }

    /** Within one key, kind and origin tell bans apart. */
    private static boolean sameBan(Ban one, Ban other) {
        return one.target().kind() == other.target().kind()
                && one.origin().equals(other.origin())
                && one.target().matchKey().equals(other.target().matchKey());
    }

    /** A ban that hits this subject, the most personal one; null when none does. */
    public @Nullable Ban hit(Subject subject) {
        if (size == 0) {
            return null;
        }
        if (subject instanceof Subject.Person person) {
            Ban asSpelled = people.first(person.dn().text());
            if (asSpelled != null) {
                return asSpelled;
            }
        }
        return new Search(this, null).first(subject);
    }

    /** All bans that hit this subject, for an explanation. */
    public List<Ban> hits(Subject subject) {
        List<Ban> found = new ArrayList<>();
        new Search(this, found).first(subject);
        return found.stream().distinct().toList();
    }

    /** Number of bans in force. */
    public int size() {
        return size;
    }

    /** No later than the first ban's end; from then on this index is to be rebuilt. Null when no ban ends. */
    public @Nullable Instant nextExpiry() {
        return nextExpiry;
    }

    boolean any(Slot slot) {
        return inSlot[slot.ordinal()] > 0;
    }

    List<Ban> at(Slot slot, String first, String second) {
        return slot == Slot.DN ? people.get(first) : shards.get(new MatchKey(slot, first, second));
    }

    boolean mayName(String dn) {
        return names.mayHold(dn);
    }

    static List<MatchKey> keysOf(BanTarget target, Map<String, Set<String>> issuersOfVo) {
        MatchKey own = target.matchKey();
        if (own.slot() != Slot.VO) {
            return List.of(own);
        }
        List<MatchKey> keys = new ArrayList<>(List.of(own));
        issuersOfVo.forEach((vo, issuers) -> {
            if (BanTarget.foldVo(vo).equals(own.first())) {
                issuers.forEach(issuer -> keys.add(new MatchKey(Slot.ISSUER, BanTarget.foldIssuer(issuer), "")));
            }
        });
        return keys;
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
