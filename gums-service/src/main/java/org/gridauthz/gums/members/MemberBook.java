package org.gridauthz.gums.members;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.mapping.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The copied lists of this instance, in memory. The follower puts copies in; {@link #view} shows the immutable state that
 * decisions use. Safe for many threads.
 */
public final class MemberBook {
    /** A list with its rows. */
    public record Copy(StoredList stored, Roster roster) {}

    private volatile Map<String, Copy> copies = Map.of();
    private volatile CopiedLists last = CopiedLists.NONE;

    /** The copy of this id; null if there is none. */
    public @Nullable Copy copy(String id) {
        return copies.get(id);
    }

    /** All copies, by id. */
    public Map<String, Copy> copies() {
        return copies;
    }

    /** Puts one copy in the place of its predecessor. */
    public synchronized void put(Copy copy) {
        Map<String, Copy> next = new HashMap<>(copies);
        next.put(copy.stored().id(), copy);
        copies = next;
    }

    /** Puts these copies in the place of all. */
    public synchronized void all(Map<String, Copy> others) {
        copies = Map.copyOf(others);
    }

    /**
     * Takes over timestamps and faults, which come without a change in the log. A list whose version is another one is left
     * alone: its change is on the way.
     */
    public synchronized void times(Map<String, StoredList> lists) {
        Map<String, Copy> next = new HashMap<>(copies);
        lists.values().forEach(list -> {
            Copy here = next.get(list.id());
            if (here == null && list.version() == null) {
                next.put(list.id(), new Copy(list, Roster.EMPTY));
            } else if (here != null
                    && list.edits() == here.stored().edits()
                    && java.util.Objects.equals(list.version(), here.stored().version())) {
                next.put(list.id(), new Copy(list, here.roster()));
            }
        });
        copies = next;
    }

    /**
     * What the policy's lists say now. The same object as before as long as no list changed and none crossed its limit, so
     * whoever publishes may ask every second and compare.
     */
    public synchronized CopiedLists view(Policy policy, Instant now) {
        CopiedLists next = CopiedLists.of(CopiedList.of(policy), copies, now);
        if (!next.equals(last)) {
            last = next;
        }
        return last;
    }

    /** How each list of the policy stands, in the policy's order. */
    public List<ListStatus> status(Policy policy, Instant now) {
        Map<String, Copy> here = copies;
        return CopiedList.of(policy).stream()
                .map(list -> ListStatus.of(list, here.get(list.id()), now))
                .toList();
    }

    static ListState state(CopiedList list, @Nullable Copy copy, Instant now) {
        if (copy == null || copy.stored().version() == null || copy.stored().readAt() == null) {
            return ListState.MISSING;
        }
        Instant limit = copy.stored().readAt().plus(list.staleAfter());
        return now.isAfter(limit) ? ListState.STALE : ListState.USABLE;
    }
}
