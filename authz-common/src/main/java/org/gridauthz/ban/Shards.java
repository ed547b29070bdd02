package org.gridauthz.ban;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * An immutable hash map of bans whose changed copies share all but one small part: at 10⁶ bans a copy is
 * 30,000 references, so a new ban need not wait for a rebuild, nor a reader for a writer.
 */
final class Shards {
    private static final int PER_SHARD = 32;

    private final List<Map<MatchKey, List<Ban>>> shards;

    private Shards(List<Map<MatchKey, List<Ban>>> shards) {
        this.shards = shards;
    }

    /** @param expected number of keys; more are held too, only slower */
    static Shards empty(int expected) {
        int count = Integer.highestOneBit(Math.max(1, expected / PER_SHARD));
        List<Map<MatchKey, List<Ban>>> shards = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            shards.add(Map.of());
        }
        return new Shards(shards);
    }

    private int shardOf(MatchKey key) {
        return ((key.hashCode() * 0x9E3779B9) >>> 8) & (shards.size() - 1);
    }

    List<Ban> get(MatchKey key) {
        return shards.get(shardOf(key)).getOrDefault(key, List.of());
    }

    /** A copy in which this key has these bans; none removes the key. */
    Shards with(MatchKey key, List<Ban> bans) {
        List<Map<MatchKey, List<Ban>>> copy = new ArrayList<>(shards);
        Map<MatchKey, List<Ban>> shard = new HashMap<>(copy.get(shardOf(key)));
        put(shard, key, bans);
        copy.set(shardOf(key), shard);
        return new Shards(copy);
    }

    /** Changes this map itself; only while it is built and nobody else has it. */
    void fill(MatchKey key, List<Ban> bans) {
        Map<MatchKey, List<Ban>> shard = shards.get(shardOf(key));
        if (shard.isEmpty()) {
            shard = HashMap.newHashMap(PER_SHARD);
            shards.set(shardOf(key), shard);
        }
        put(shard, key, bans);
    }

    void forEach(BiConsumer<MatchKey, List<Ban>> each) {
        shards.forEach(shard -> shard.forEach(each));
    }

    private static void put(Map<MatchKey, List<Ban>> shard, MatchKey key, List<Ban> bans) {
        if (bans.isEmpty()) {
            shard.remove(key);
        } else {
            shard.put(key, bans);
        }
    }
}
