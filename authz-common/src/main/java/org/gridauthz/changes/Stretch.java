package org.gridauthz.changes;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the log from the row applied last on.
 *
 * @param found what became of that row
 * @param following the rows after it without a gap; none unless it was found
 */
record Stretch(Found found, List<Change> following) {
    private static final int BATCH = 500;

    /** What stands where the row applied last stood. */
    enum Found {
        /** That row, and at least one more. */
        MINE,
        /** Nothing, or nothing after it: what is between here and the head was pruned. A gap cannot be stepped over. */
        PRUNED,
        /** A row with another id: this state is not a later one of what was applied. */
        ANOTHER
    }

    /** Reads on from a position below the head. */
    static Stretch after(Position here, ChangeSource.View view) {
        long seq = here.epoch().seq();
        List<Change> rows = view.rows(seq, BATCH);
        int next = 0;
        if (seq > 0) {
            if (rows.isEmpty() || rows.getFirst().seq() != seq) {
                return new Stretch(Found.PRUNED, List.of());
            }
            if (here.lastId() != null && !rows.getFirst().id().equals(here.lastId())) {
                return new Stretch(Found.ANOTHER, List.of());
            }
            next = 1;
        }
        List<Change> following = new ArrayList<>();
        for (Change change : rows.subList(next, rows.size())) {
            if (change.seq() != seq + 1 + following.size()) {
                break;
            }
            following.add(change);
        }
        return new Stretch(following.isEmpty() ? Found.PRUNED : Found.MINE, following);
    }

    /** Whether this state has the row applied last. */
    static boolean holdsRowOf(Position mine, ChangeSource.View view) {
        if (mine.epoch().seq() == 0 || mine.lastId() == null) {
            return true;
        }
        List<Change> rows = view.rows(mine.epoch().seq(), 1);
        return !rows.isEmpty() && rows.getFirst().id().equals(mine.lastId());
    }
}
