package org.gridauthz.loadtest.lab;

import java.util.Map;

/**
 * What came of calls through the director.
 *
 * @param calls begun
 * @param failed without a whole answer, or with another status than 200, at the first try
 * @param wrong whole answers that say something else than they should
 * @param ended kept connections that had ended when they were to be used; their requests went over new ones
 * @param longestGapMillis the longest time in which no caller got an answer
 * @param direct questions put to each copy by itself
 * @param directFailed of those
 * @param processorSeconds by kind of process: services, database, director, loader
 */
public record SiteFigures(
        long calls,
        long failed,
        long wrong,
        long ended,
        double seconds,
        double callsPerDay,
        double longestGapMillis,
        long direct,
        long directFailed,
        Map<String, Double> processorSeconds,
        Map<String, Long> causes) {
    public SiteFigures {
        processorSeconds = Map.copyOf(processorSeconds);
        causes = Map.copyOf(causes);
    }

    /** The database's processor time for each second of the services'. */
    public double databaseShare() {
        return processorSeconds.getOrDefault("database", 0.0) / processorSeconds.getOrDefault("services", 1.0);
    }
}
