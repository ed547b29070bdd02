package org.gridauthz.voms.vo;

/**
 * For how many days what is done with is kept; 0: for ever.
 *
 * @param expiredMembers after the end of the membership; then she is erased
 * @param applications after they were closed
 * @param audit admin audit rows of the VO
 * @param mail after it was sent or given up
 */
public record Retention(int expiredMembers, int applications, int audit, int mail) {
    /** Members are kept until somebody erases them. */
    public static final Retention DEFAULT = new Retention(0, 365, 1095, 30);

    /** Refuses less than nothing. */
    public Retention {
        if (expiredMembers < 0 || applications < 0 || audit < 0 || mail < 0) {
            throw new IllegalArgumentException("days of retention are 0 (for ever) or more");
        }
    }
}
