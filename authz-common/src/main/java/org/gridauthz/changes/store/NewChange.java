package org.gridauthz.changes.store;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a write says in the log.
 *
 * @param keys what changed; null when anything of the kind may have
 */
public record NewChange(String kind, @Nullable List<String> keys) {
    /** More text than this, in bytes, and the change is of everything: followers then read the feature anew, which is quicker. */
    public static final int MAX_KEYS_BYTES = 64 * 1024;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,31}(\\.[a-z-]{1,31})?");

    /** Checks the kind and that each key is a line. */
    public NewChange {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind of change: " + kind);
        }
        if (keys != null) {
            for (String key : keys) {
                if (key.isEmpty() || key.indexOf('\n') >= 0) {
                    throw new IllegalArgumentException("a key of a change must be one line, not empty");
                }
            }
            keys = bytes(keys) > MAX_KEYS_BYTES ? null : List.copyOf(keys);
        }
    }

    /** A change of the named keys only. */
    public static NewChange of(String kind, Collection<String> keys) {
        return new NewChange(kind, List.copyOf(keys));
    }

    /** A change after which all of the kind must be read anew. */
    public static NewChange ofEverything(String kind) {
        return new NewChange(kind, null);
    }

    @Nullable
    String keysAsText() {
        return keys == null ? null : String.join("\n", keys);
    }

    private static long bytes(List<String> keys) {
        return keys.stream()
                .mapToLong(key -> key.getBytes(StandardCharsets.UTF_8).length + 1L)
                .sum();
    }
}
