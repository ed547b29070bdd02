package org.gridauthz.voms.vo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How somebody stands towards the rules of use (voms.md §13). It follows from times alone, so it needs no run of anything to
 * become true.
 */
public sealed interface AupStanding {
    /** The VO has no rules to sign. */
    record NotAsked() implements AupStanding {}

    /**
     * She has signed.
     *
     * @param until null: for as long as the rules stay
     */
    record Signed(@Nullable Instant until) implements AupStanding {}

    /** She is asked to sign until then, and served meanwhile. */
    record Due(Instant by) implements AupStanding {}

    /** She has not signed in time. */
    record Failed(Instant since) implements AupStanding {}

    /**
     * What is known of one person's signing.
     *
     * @param activated when the version to be signed came into force; null: there is none
     * @param forced the last time that everybody, or she, was asked to sign anew
     * @param signed her last signature of that version
     * @param joined when she came, with or without a signature
     */
    record Facts(
            @Nullable Instant activated,
            @Nullable Instant forced,
            @Nullable Instant signed,
            Instant joined) {}

    /** Judges. */
    static AupStanding of(Facts facts, VoRules rules, Instant now) {
        if (facts.activated() == null) {
            return new NotAsked();
        }
        Instant asked = facts.activated().isAfter(facts.joined()) ? facts.activated() : facts.joined();
        if (facts.signed() != null) {
            Instant lapse = lapse(facts.signed(), facts.forced(), rules);
            if (lapse == null || now.isBefore(lapse)) {
                return new Signed(lapse);
            }
            asked = lapse;
        }
        Instant by = asked.plus(Duration.ofDays(rules.aupTaskDays()));
        return now.isBefore(by) ? new Due(by) : new Failed(by);
    }

    private static @Nullable Instant lapse(Instant signed, @Nullable Instant forced, VoRules rules) {
        Instant end = rules.aupDays() == 0 ? null : signed.plus(Duration.ofDays(rules.aupDays()));
        if (forced == null || signed.isAfter(forced)) {
            return end;
        }
        return end == null || forced.isBefore(end) ? forced : end;
    }
}
