package org.gridauthz.voms.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.voms.vo.AupStanding;
import org.gridauthz.voms.vo.StandingRules;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.VoRules;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a member because time went by. It follows from the facts, so a run that did not happen, or happened
 * twice, changes nothing: a reminder is named by what it is about, a suspension is there or not.
 */
public sealed interface Duty {
    /**
     * She is reminded.
     *
     * @param about the date that comes
     * @param days how many days ahead the rules ask for this reminder; 0: on the day
     */
    record Remind(Topic topic, Instant about, int days) implements Duty {}

    /** She is suspended by the system. */
    record Suspend(SuspensionCode code, String reason) implements Duty {}

    /** She is erased: her membership ended longer ago than the VO keeps people. */
    record Erase() implements Duty {}

    /** What a reminder is about. */
    enum Topic {
        /** The membership ends; days 0: it has ended, and the days of grace run. */
        EXPIRY,
        /** The rules of use are to be signed; by the date. */
        AUP
    }

    /** What is known of her. */
    record Facts(
            @Nullable Instant ends,
            AupStanding aup,
            @Nullable Suspension suspension) {}

    /** Judges. */
    static List<Duty> of(Facts facts, VoRules rules, Instant now) {
        List<Duty> duties = new ArrayList<>();
        Instant ends = facts.ends();
        int kept = rules.retention().expiredMembers();
        if (ends != null
                && kept > 0
                && StandingRules.over(ends, rules, now)
                && !now.isBefore(ends.plus(Duration.ofDays(kept)))) {
            return List.of(new Erase());
        }
        if (facts.suspension() != null) {
            return List.of();
        }
        if (ends != null && StandingRules.over(ends, rules, now)) {
            return List.of(new Suspend(
                    SuspensionCode.MEMBERSHIP_EXPIRATION, "membership ended on " + StandingRules.day(ends)));
        }
        if (facts.aup() instanceof AupStanding.Failed failed) {
            return List.of(new Suspend(
                    SuspensionCode.FAILED_TO_SIGN_AUP,
                    "usage policy not signed by " + StandingRules.day(failed.since())));
        }
        if (ends != null) {
            remind(duties, Topic.EXPIRY, ends, rules.warnDays(), now);
        }
        if (facts.aup() instanceof AupStanding.Due due) {
            List<Integer> days = new ArrayList<>(rules.aupReminderDays());
            days.addFirst(rules.aupTaskDays());
            remind(duties, Topic.AUP, due.by(), days, now);
        }
        return duties;
    }

    /** The nearest of the days that have come; whoever missed the others is not flooded with them. */
    private static void remind(List<Duty> duties, Topic topic, Instant about, List<Integer> days, Instant now) {
        if (!now.isBefore(about)) {
            duties.add(new Remind(topic, about, 0));
            return;
        }
        days.stream()
                .filter(one -> !now.isBefore(about.minus(Duration.ofDays(one))))
                .min(Integer::compare)
                .ifPresent(one -> duties.add(new Remind(topic, about, one)));
    }
}
