package org.gridauthz.changes;

import java.util.List;

/**
 * One row of the change log: something that decisions depend on was changed.
 *
 * @param seq its place in the order, from 1, without gaps
 * @param id random; tells it from another write that took the same place after an old dump was restored
 * @param kind which feature's data, {@code feature} or {@code feature.detail}, e.g. {@code ban}
 * @param keys what of that kind, in the feature's own spelling
 * @param everything whether anything of that kind may have changed; then {@code keys} is empty
 */
public record Change(long seq, String id, String kind, List<String> keys, boolean everything) {
    /** Keeps a copy of the keys. */
    public Change {
        keys = List.copyOf(keys);
    }

    /** The feature whose data changed: the kind up to its first dot. */
    public String feature() {
        return featureOf(kind);
    }

    static String featureOf(String kind) {
        int dot = kind.indexOf('.');
        return dot < 0 ? kind : kind.substring(0, dot);
    }
}
