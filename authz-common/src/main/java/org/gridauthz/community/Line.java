package org.gridauthz.community;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A community's errands of one kind that wait. Sources take turns, and of one source the oldest is first: among the steps of a hundred handshakes that
 * nobody means to complete, an honest caller from elsewhere is next. What was admitted before stands in front of all. Guarded by the scheduler's lock.
 */
final class Line {
    private final Deque<Errand> admitted = new ArrayDeque<>();
    /** Whose turn it is first; those with nothing waiting are not in it. */
    private final Map<Object, Deque<Errand>> sources = new LinkedHashMap<>();

    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    Errand first() {
        if (!admitted.isEmpty()) {
            return admitted.peekFirst();
        }
        return sources.isEmpty() ? null : sources.values().iterator().next().peekFirst();
    }

    void add(Errand errand) {
        if (errand.returning) {
            admitted.addLast(errand);
        } else {
            sources.computeIfAbsent(errand.source, any -> new ArrayDeque<>()).addLast(errand);
        }
        size++;
    }

    /** It waits no longer. */
    void remove(Errand errand) {
        if (admitted.remove(errand)) {
            size--;
            return;
        }
        Deque<Errand> own = sources.get(errand.source);
        if (own != null && own.remove(errand)) {
            size--;
            if (own.isEmpty()) {
                sources.remove(errand.source);
            }
        }
    }

    /** Its turn was taken: the next is another source's. */
    void sat(Errand errand) {
        remove(errand);
        Deque<Errand> own = errand.returning ? null : sources.remove(errand.source);
        if (own != null) {
            sources.put(errand.source, own);
        }
    }

    /** Those that were never admitted, of each source the oldest first. */
    Collection<Deque<Errand>> bySource() {
        return Collections.unmodifiableCollection(sources.values());
    }

    /** The newest of the source that has most waiting, if those are more than one more than a newcomer's source has: who gives way to the newcomer. */
    @Nullable
    Errand crowding(Errand newcomer) {
        Deque<Errand> most = null;
        for (Deque<Errand> each : sources.values()) {
            if (most == null || each.size() > most.size()) {
                most = each;
            }
        }
        Deque<Errand> own = sources.get(newcomer.source);
        return most != null && most.size() > (own == null ? 0 : own.size()) + 1 ? most.peekLast() : null;
    }
}
