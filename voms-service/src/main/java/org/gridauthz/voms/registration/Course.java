package org.gridauthz.voms.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.VoRules;

/**
 * The course of an application (voms.md §13 and §14):
 *
 * <pre>
 * SUBMITTED --confirmed--> WITH_REPRESENTATIVE --approved--> WITH_MANAGER --approved--> APPROVED
 *      \                        \  \___rejected                \__rejected--> REJECTED
 *       \__waited--> EXPIRED     \__waited--> EXPIRED           \_waited--> EXPIRED
 * </pre>
 *
 * Only new members confirm an address; only where the VO asks for an institution does its representative decide. The applicant may
 * withdraw until it is closed. Leaving is granted at once.
 */
public final class Course {
    private Course() {}

    /** Where an application begins. */
    public static Turn.Moved begin(ApplicationKind kind) {
        return switch (kind) {
            case MEMBERSHIP -> Turn.Moved.to(ApplicationState.SUBMITTED, Effect.MAIL_CODE);
            case GROUP, ROLE, CERTIFICATE, RENEWAL ->
                Turn.Moved.to(ApplicationState.WITH_MANAGER, Effect.MAIL_MANAGERS);
            case LEAVING -> Turn.Moved.to(ApplicationState.APPROVED, Effect.MAIL_APPLICANT, Effect.GRANT);
        };
    }

    /** The next step. */
    public static Turn on(Application application, Happening happening, VoRules rules, Instant now) {
        ApplicationState state = application.state();
        if (state.closed()) {
            return happening instanceof Happening.Waited
                    ? new Turn.Stays()
                    : new Turn.Refused(Why.CONFLICT, "the application is closed: " + state);
        }
        return switch (happening) {
            case Happening.Confirmed confirmed -> confirmed(application, confirmed, rules, now);
            case Happening.RepresentativeDecided decided ->
                state == ApplicationState.WITH_REPRESENTATIVE
                        ? decided(decided.approves(), decided.explanation(), false)
                        : notNow(state);
            case Happening.ManagerDecided decided ->
                state == ApplicationState.SUBMITTED
                        ? notNow(state)
                        : decided(decided.approves(), decided.explanation(), true);
            case Happening.Withdrawn withdrawn -> Turn.Moved.to(ApplicationState.WITHDRAWN);
            case Happening.Waited waited -> waited(application, rules, now);
        };
    }

    private static Turn confirmed(Application application, Happening.Confirmed confirmed, VoRules rules, Instant now) {
        if (application.state() != ApplicationState.SUBMITTED) {
            return notNow(application.state());
        }
        if (late(application, rules, now)) {
            return new Turn.Refused(Why.CONFLICT, "the code has expired; apply again");
        }
        String expected = Objects.requireNonNull(application.codeHash());
        if (!MessageDigest.isEqual(ascii(expected), ascii(confirmed.codeHash()))) {
            return new Turn.Refused(Why.INVALID, "this is not the code that was mailed");
        }
        return rules.askInstitution() && application.institution() != null
                ? Turn.Moved.to(ApplicationState.WITH_REPRESENTATIVE, Effect.MAIL_REPRESENTATIVES)
                : Turn.Moved.to(ApplicationState.WITH_MANAGER, Effect.MAIL_MANAGERS);
    }

    private static Turn decided(boolean approves, String explanation, boolean finals) {
        if (!approves) {
            return new Turn.Moved(ApplicationState.REJECTED, java.util.List.of(Effect.MAIL_APPLICANT), explanation);
        }
        return finals
                ? new Turn.Moved(
                        ApplicationState.APPROVED, java.util.List.of(Effect.GRANT, Effect.MAIL_APPLICANT), explanation)
                : new Turn.Moved(ApplicationState.WITH_MANAGER, java.util.List.of(Effect.MAIL_MANAGERS), explanation);
    }

    private static Turn waited(Application application, VoRules rules, Instant now) {
        if (!late(application, rules, now)) {
            return new Turn.Stays();
        }
        return application.state() == ApplicationState.SUBMITTED
                ? Turn.Moved.to(ApplicationState.EXPIRED)
                : Turn.Moved.to(ApplicationState.EXPIRED, Effect.MAIL_APPLICANT);
    }

    private static boolean late(Application application, VoRules rules, Instant now) {
        if (application.state() == ApplicationState.SUBMITTED) {
            return !now.isBefore(application.submitted().plus(Duration.ofHours(rules.confirmHours())));
        }
        return rules.decideDays() > 0 && !now.isBefore(application.changed().plus(Duration.ofDays(rules.decideDays())));
    }

    private static Turn notNow(ApplicationState state) {
        return new Turn.Refused(Why.CONFLICT, "not while the application is " + state);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
