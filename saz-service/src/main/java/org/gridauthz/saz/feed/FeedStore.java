package org.gridauthz.saz.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How reading feeds went, shared by all instances. */
public interface FeedStore {
    /**
     * A feed's state.
     *
     * @param readAt when it was last read well; null if never
     * @param fault why the last try failed; null if it did not
     * @param heldSize how many bans a list has that is held back because it shrank; null if none is
     */
    record State(
            String name,
            Instant triedAt,
            @Nullable Instant readAt,
            @Nullable String fault,
            @Nullable String faultDetail,
            int bans,
            @Nullable Integer heldSize) {}

    /** The state; null if it was never tried. */
    @Nullable
    State find(String name);

    /** Of all feeds ever tried. */
    List<State> all();

    /** Forgets a feed that is read no more. */
    void forget(String name);

    /** Keeps a state. */
    void keep(State state);
}
