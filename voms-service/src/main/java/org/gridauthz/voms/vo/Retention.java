package org.gridauthz.voms.vo;

import java.util.stream.IntStream;

/**
 * For how many days what is done with is kept; 0: for ever.
 *
 * @param expiredMembers after the end of the membership; then she is erased
 * @param applications after they were closed
 * @param audit admin audit rows of the VO
 * @param mail after it was sent or given up
 * @param lastSeen the day on which somebody was last seen, after it
 */
public record Retention(int expiredMembers, int applications, int audit, int mail, int lastSeen) {
    /** Members are kept until somebody erases them. */
    public static final Retention DEFAULT = new Retention(0, 365, 1095, 30, 400);

    /** Refuses less than nothing. */
    public Retention {
        if (IntStream.of(expiredMembers, applications, audit, mail, lastSeen).anyMatch(days -> days < 0)) {
            throw new IllegalArgumentException("days of retention are 0 (for ever) or more");
        }
    }
}
