package org.gridauthz.changes;

import java.util.List;
import java.util.function.Consumer;

/** The change log as a follower reads it. Failures are unchecked exceptions; every call has a deadline of its own. */
public interface ChangeSource {
    /** Rows with {@code seq >= from}, ascending; one cheap read from whatever member is near, which may lag. */
    List<Change> rows(long from, int most);

    /**
     * Runs reads in one read-only repeatable-read transaction, bound to this thread.
     *
     * @param synchronous whether the state must include every write that was acknowledged before the call, on any member
     */
    void consistently(boolean synchronous, Consumer<View> reads);

    /**
     * Gives the database a new generation, unless somebody has done so already: it lost writes that were acknowledged, so
     * numbers of before and after mean different things.
     *
     * @param lost a head of the generation to be ended
     */
    void beginGeneration(Epoch lost);

    /** One state of the database. */
    interface View {
        /** The newest change included. */
        Epoch head();

        /** Rows with {@code seq >= from}, ascending, at most so many. */
        List<Change> rows(long from, int most);
    }
}
