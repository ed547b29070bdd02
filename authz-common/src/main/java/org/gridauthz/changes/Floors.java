package org.gridauthz.changes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Guards caches against a fill that raced with a change: what was read before the key last changed is a miss, no matter
 * when it was put in the cache.
 *
 * <p>Keep with every cached value the head it was read with, and ask at every <em>hit</em>; asking at the fill only leaves the
 * moment between question and put. Exact for the {@code bound} keys changed last; for older ones the highest floor
 * forgotten stands, which costs a miss and never a wrong answer.
 */
public final class Floors {
    /** How many changed keys are remembered singly. */
    public static final int DEFAULT_BOUND = 8_192;

    private record Key(String feature, String key) {}

    private final int bound;
    private final Map<Key, Long> floors = new ConcurrentHashMap<>();
    private final Map<Key, Long> order = new LinkedHashMap<>(); // the same, oldest change first; the follower's alone
    private final Map<String, Long> features = new ConcurrentHashMap<>();
    private volatile Base base = new Base(null, 0);

    /** @param generation what epochs must be of; null before the first load, when nothing may be kept */
    private record Base(@Nullable String generation, long floor) {}

    /** @param bound see {@link #DEFAULT_BOUND} */
    public Floors(int bound) {
        this.bound = bound;
    }

    /**
     * Whether a value read with this head still holds.
     *
     * @param feature the kind of change it depends on, up to its dot
     * @param key the key under which that feature reports changes of it
     * @param readWith the head of the transaction in which it was read
     */
    public boolean fillAllowed(String feature, String key, Epoch readWith) {
        Long floor = floors.get(new Key(feature, key));
        Long whole = features.get(feature);
        Base now = base; // read last: a key is forgotten only after the global floor rose to it
        return readWith.generation().equals(now.generation)
                && readWith.seq() >= now.floor
                && (whole == null || readWith.seq() >= whole)
                && (floor == null || readWith.seq() >= floor);
    }

    /** Called by the follower before listeners see the change. */
    void raise(Change change) {
        if (change.everything()) {
            features.put(change.feature(), change.seq());
        }
        for (String text : change.keys()) {
            Key key = new Key(change.feature(), text);
            floors.put(key, change.seq());
            order.remove(key);
            order.put(key, change.seq());
        }
        while (order.size() > bound) {
            Map.Entry<Key, Long> oldest = order.entrySet().iterator().next();
            // First the global floor, then the key: in between a value is refused twice, never allowed wrongly.
            base = new Base(base.generation, Math.max(base.floor, oldest.getValue()));
            order.remove(oldest.getKey());
            floors.remove(oldest.getKey());
        }
    }

    /** Refuses all that was read below this, or in another generation. */
    void raiseAll(Epoch head) {
        base = new Base(head.generation(), head.seq());
        order.clear();
        floors.clear();
        features.clear();
    }
}
