package org.gridauthz.loadtest.load;

import java.util.List;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param offeredPerSecond the rate asked for; 0 for a closed loop
 * @param seconds from the first arrival to the end of the schedule, or to when it was stopped
 * @param begun calls that were begun in that time
 * @param missed arrivals of the schedule that no worker was free for: calls that a real crowd would have made
 * @param answered from the intended begin
 * @param shed from the moment of sending
 * @param causes of what failed, with how often
 * @param samples each call, if that was wanted
 */
public record Measured(
        double offeredPerSecond,
        double seconds,
        long begun,
        long missed,
        Latency answered,
        Latency shed,
        long failed,
        Map<String, Long> causes,
        List<Sample> samples) {
    public Measured {
        causes = Map.copyOf(causes);
        samples = List.copyOf(samples);
    }

    public double answeredPerSecond() {
        return answered.count() / seconds;
    }

    /** What the loader really began, which may be less than it was asked to. */
    public double begunPerSecond() {
        return begun / seconds;
    }

    /** Whether the loader did what it was asked to: at least nine calls of ten. */
    public boolean offered() {
        return begunPerSecond() >= 0.9 * offeredPerSecond;
    }
}
