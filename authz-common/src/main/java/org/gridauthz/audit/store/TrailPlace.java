package org.gridauthz.audit.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two halves of a {@linkplain org.gridauthz.web.DecisionIds decision's id}, which tell where in the files its line may stand: one
 * process writes its lines nearly in order, and one process at a time writes them.
 *
 * @param run which process
 * @param number its how-manieth decision
 */
record TrailPlace(String run, long number) {
    /** By how much two lines of one process may stand in the wrong order: what may wait for the disk, twice. */
    static final long DISORDER = 2L * DecisionFile.QUEUE;

    private static final Pattern ID = Pattern.compile("([0-9a-f]{14})-([0-9a-f]{1,15})");

    /** Of an id; null if it is none of ours. */
    static @Nullable TrailPlace of(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() ? new TrailPlace(parts.group(1), Long.parseLong(parts.group(2), 16)) : null;
    }

    /**
     * Whether it may stand in a file.
     *
     * @param first what the file begins with, null if that is not known
     * @param next what the next file begins with, null if there is none or that is not known
     */
    boolean maybeBetween(@Nullable TrailPlace first, @Nullable TrailPlace next) {
        boolean after = first == null || !first.run.equals(run) || first.number - DISORDER <= number;
        boolean before = next == null || !next.run.equals(run) || number <= next.number + DISORDER;
        // A run that fills the file from end to end leaves no room for another.
        boolean full = first != null && next != null && first.run.equals(next.run) && !first.run.equals(run);
        return after && before && !full;
    }
}
