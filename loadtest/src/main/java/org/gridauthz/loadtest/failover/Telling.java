package org.gridauthz.loadtest.failover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.loadtest.report.Plot;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;

/** Says what the rounds cost, as a table and as a picture of the calls with the faults marked; a run that has not ended says so. */
record Telling(Report report, boolean ended) {
    private static final int REASONS = 8;

    /** Whether all bars held. */
    boolean tell(List<Toll> tolls, Load load) {
        report.figure("ended", ended);
        if (!ended) {
            report.note("THIS RUN HAS NOT ENDED: what stands here are its first " + tolls.size() + " rounds.");
        }
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> missed = new ArrayList<>();
        List<List<String>> reasons = new ArrayList<>();
        for (Toll toll : tolls) {
            rows.add(row(toll));
            toll.missed().forEach(one -> missed.add(List.of(toll.what(), one)));
            toll.reasons().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                    .limit(REASONS)
                    .forEach(reason ->
                            reasons.add(List.of(toll.what(), Long.toString(reason.getValue()), reason.getKey())));
        }
        report.say(new Table(
                "What each fault cost",
                List.of(
                        "fault",
                        "calls",
                        "retried",
                        "failed reads",
                        "failed writes",
                        "wrong",
                        "read gap s",
                        "write gap s",
                        "lost writes",
                        "double leases",
                        "killed after TimeoutStopSec",
                        "lasted s",
                        "whole after s",
                        "by hand"),
                rows));
        if (!reasons.isEmpty()) {
            report.say(new Table("Why attempts failed", List.of("fault", "times", "what was said"), reasons));
        }
        if (missed.isEmpty() && ended) {
            report.note(
                    "Every bar held: no wrong answer, no lost write, no account held twice, gaps within their bars.");
        } else if (!missed.isEmpty()) {
            report.say(new Table("Bars that did not hold", List.of("fault", "what was missed"), missed));
        }
        report.figure("rounds", tolls);
        report.draw(picture(tolls, load));
        return missed.isEmpty() && ended;
    }

    private static List<String> row(Toll toll) {
        return List.of(
                toll.what(),
                Integer.toString(toll.calls()),
                Integer.toString(toll.retried()),
                Integer.toString(toll.failedReads()),
                Integer.toString(toll.failedWrites()),
                Integer.toString(toll.wrong()),
                one(toll.readGap()),
                one(toll.writeGap()),
                looked(toll.lost()),
                looked(toll.twice()),
                Integer.toString(toll.killed()),
                one(toll.lasted()),
                toll.whole() ? one(toll.toWhole()) : "not",
                toll.byHand());
    }

    private static String looked(int found) {
        return found < 0 ? "not looked" : Integer.toString(found);
    }

    private static Plot picture(List<Toll> tolls, Load load) {
        long to = System.nanoTime();
        List<Plot.Curve> curves = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            curves.add(new Plot.Curve(kind.words(), load.calls.perSecond(load.began, to, one -> one.kind() == kind)));
        }
        List<Plot.Mark> marks = new ArrayList<>();
        for (Toll toll : tolls) {
            marks.add(new Plot.Mark(toll.began(), toll.what()));
            marks.add(new Plot.Mark(toll.began() + toll.lasted(), "made good"));
            marks.add(new Plot.Mark(toll.began() + toll.lasted() + toll.toWhole(), "whole again"));
        }
        return new Plot("Calls that were answered", "seconds", "a second", false, false, curves, marks);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
