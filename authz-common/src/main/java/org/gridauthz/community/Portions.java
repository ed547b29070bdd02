package org.gridauthz.community;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which of a cache's entries each community caused: none keeps more than its part, so whoever shows one new thing after another pushes out his own
 * and nobody else's. Entries caused by no community are not counted. Bounded by communities and parts.
 */
public final class Portions<K> {
    private final int most;
    private final Map<String, Set<K>> caused = new HashMap<>();

    /** @param most entries of each community */
    public Portions(int most) {
        this.most = Math.max(1, most);
    }

    /** Counts an entry for the community whose work this thread does; returns one of that community that is to leave for it, or null. */
    public @Nullable K entered(K key) {
        return entered(Seat.community(), key);
    }

    synchronized @Nullable K entered(@Nullable String community, K key) {
        if (community == null) {
            return null;
        }
        Set<K> own = caused.computeIfAbsent(community, any -> new LinkedHashSet<>());
        own.remove(key); // once more: it is the newest again
        own.add(key);
        if (own.size() <= most) {
            return null;
        }
        Iterator<K> oldest = own.iterator();
        K leaving = oldest.next();
        oldest.remove();
        return leaving;
    }
}
