package org.gridauthz.loadtest.failover;

/**
 * A call that was made.
 *
 * @param begun {@link System#nanoTime}
 * @param ended the same, with the retry
 */
record Made(Kind kind, long begun, long ended, End end) {
    /** What became of it. */
    enum End {
        ANSWERED,
        /** At the second attempt. */
        RETRIED,
        /** Not at the second either. */
        FAILED,
        /** What the instance answered is not so, and it did not say that it might not know. */
        WRONG
    }

    boolean good() {
        return end == End.ANSWERED || end == End.RETRIED;
    }
}
