package org.gridauthz.loadtest.load;

/**
 * One call.
 *
 * @param atMicros its intended begin, from the begin of the run
 * @param micros from there to its end
 */
public record Sample(long atMicros, long micros, Outcome outcome) {}
