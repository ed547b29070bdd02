package org.gridauthz.gums.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that is cheap to change by one key: it is cut into {@value #SHARDS} small maps, and a changed copy
 * shares all but one of them. 16 bytes an entry beside key and value ({@link Map#copyOf} keeps no node per entry).
 */
final class ShardedMap<V> {
    private static final int SHARDS = 1024;

    private final Map<String, V>[] shards;

    private ShardedMap(Map<String, V>[] shards) {
        this.shards = shards;
    }

    static <V> ShardedMap<V> empty() {
        Map<String, V>[] shards = shards();
        Arrays.fill(shards, Map.of());
        return new ShardedMap<>(shards);
    }

    static <V> ShardedMap<V> of(Map<String, V> all) {
        Map<String, V>[] open = shards();
        all.forEach((key, value) -> {
            int shard = shard(key);
            if (open[shard] == null) {
                open[shard] = new HashMap<>();
            }
            open[shard].put(key, value);
        });
        for (int i = 0; i < SHARDS; i++) {
            open[i] = open[i] == null ? Map.of() : Map.copyOf(open[i]);
        }
        return new ShardedMap<>(open);
    }

    @Nullable
    V get(String key) {
        return shards[shard(key)].get(key);
    }

    /** With another value for the key; null removes it. */
    ShardedMap<V> with(String key, @Nullable V value) {
        int shard = shard(key);
        Map<String, V> changed = new HashMap<>(shards[shard]);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        Map<String, V>[] next = shards.clone();
        next[shard] = Map.copyOf(changed);
        return new ShardedMap<>(next);
    }

    void forEach(BiConsumer<String, V> action) {
        for (Map<String, V> shard : shards) {
            shard.forEach(action);
        }
    }

    private static int shard(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> 22;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> Map<String, V>[] shards() {
        return (Map<String, V>[]) new Map[SHARDS];
    }
}
