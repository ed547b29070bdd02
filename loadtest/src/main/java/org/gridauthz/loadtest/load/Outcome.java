package org.gridauthz.loadtest.load;

/** What became of a call. */
public enum Outcome {
    /** The answer that was expected. */
    ANSWERED,
    /** An honest refusal: 503, or a connection that was closed before anything was read. */
    SHED,
    /** Anything else: a wrong answer, none in time, a broken connection. */
    FAILED
}
