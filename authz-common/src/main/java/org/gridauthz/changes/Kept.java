package org.gridauthz.changes;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a listener's knowledge outlives its process, as rows of text: an instance that starts while there is no database goes on by it.
 */
public interface Kept {
    /** Tells it from others, and this form of its rows from earlier ones: {@code bans-1}. */
    String name();

    /**
     * All that is known now. Read on another thread while changes go on. A row may be newer than the position that is written down with it,
     * never older: changes may be applied twice.
     */
    Stream<List<@Nullable String>> rows();

    /**
     * Takes rows back, without showing them yet; in place of the first {@link ChangeListener#reload}.
     *
     * @param at the position they were written down with
     * @return shows them; called once all listeners have theirs; must not throw
     * @throws RuntimeException for rows that {@link #rows} cannot have written
     */
    Runnable restored(Stream<List<@Nullable String>> rows, Epoch at);

    /**
     * Of a listener that keeps no rows of its own.
     *
     * @param shown what it does after the others, whose knowledge it may pass on, have shown theirs
     */
    static Kept nothing(String name, Runnable shown) {
        return new Kept() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Stream<List<@Nullable String>> rows() {
                return Stream.empty();
            }

            @Override
            public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
                return shown;
            }
        };
    }
}
