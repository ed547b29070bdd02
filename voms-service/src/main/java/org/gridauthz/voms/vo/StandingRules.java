package org.gridauthz.voms.vo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from the end of a membership, and what a member should be told in time. */
public final class StandingRules {
    private StandingRules() {}

    /** Whether a membership and its days of grace are over. */
    public static boolean over(@Nullable Instant ends, VoRules rules, Instant now) {
        return ends != null && !now.isBefore(ends.plus(Duration.ofDays(rules.graceDays())));
    }

    /** A day as people read it, UTC. */
    public static String day(@Nullable Instant time) {
        return time == null
                ? "never"
                : LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    /** What she should know when she next comes; one line each. */
    public static List<String> notices(@Nullable Instant ends, AupStanding aup, VoRules rules, Instant now) {
        List<String> notices = new ArrayList<>();
        if (ends != null && soon(ends, rules.warnDays(), now)) {
            notices.add(
                    now.isBefore(ends)
                            ? "Your membership ends on " + day(ends) + "."
                            : "Your membership ended on " + day(ends) + "; you will be suspended on "
                                    + day(ends.plus(Duration.ofDays(rules.graceDays()))) + ".");
        }
        if (aup instanceof AupStanding.Due due) {
            notices.add("Please sign the usage policy by " + day(due.by()) + ".");
        }
        if (aup instanceof AupStanding.Signed signed
                && signed.until() != null
                && soon(signed.until(), rules.aupReminderDays(), now)) {
            notices.add("Your signature of the usage policy counts until " + day(signed.until()) + ".");
        }
        return notices;
    }

    private static boolean soon(Instant end, List<Integer> days, Instant now) {
        return !days.isEmpty() && !now.isBefore(end.minus(Duration.ofDays(days.getFirst())));
    }
}
