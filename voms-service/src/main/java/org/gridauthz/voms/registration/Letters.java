package org.gridauthz.voms.registration;

import java.time.Instant;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.StandingRules;
import org.gridauthz.voms.vo.Vo;
import org.jspecify.annotations.Nullable;

/** What we write to people. */
public final class Letters {
    private Letters() {}

    /** To an applicant: is this your address? */
    public static Letter code(Vo vo, String id, String code) {
        return letter(
                vo,
                "confirm your application to " + vo.name(),
                "somebody, we hope you, applied to the VO " + vo.name() + " with this address. To confirm it, use\n\n"
                        + "  application: " + id + "\n  code:        " + code + "\n"
                        + link(vo, "/applications/" + id + "?code=" + code)
                        + "\nIf it was not you, do nothing: the application lapses.");
    }

    /** To representatives and managers: it is your turn. */
    public static Letter turn(Vo vo, Application application, @Nullable String name) {
        return letter(
                vo,
                "an application to " + vo.name() + " waits for you",
                who(application, name) + " asks for " + what(application) + ".\n"
                        + (application.details().message().isEmpty()
                                ? ""
                                : "\n  " + application.details().message().replaceAll("\\R", "\n  ") + "\n")
                        + "\n  application: " + application.id() + "\n"
                        + link(vo, "/applications/" + application.id()));
    }

    /** To the applicant: what became of it. */
    public static Letter outcome(Vo vo, Application application, ApplicationState state, @Nullable String explanation) {
        String outcome = switch (state) {
            case APPROVED -> "was approved";
            case REJECTED -> "was rejected";
            default -> "was not decided in time and has lapsed";
        };
        return letter(
                vo,
                "your application to " + vo.name() + " " + outcome,
                "your application for " + what(application) + " " + outcome + "."
                        + (explanation == null || explanation.isBlank() ? "" : "\n\n  " + explanation));
    }

    /** To a member: something comes to its end. */
    public static Letter reminder(Vo vo, Duty.Remind remind) {
        String day = StandingRules.day(remind.about());
        return switch (remind.topic()) {
            case EXPIRY ->
                remind.days() == 0
                        ? letter(
                                vo,
                                "your membership of " + vo.name() + " has ended",
                                "your membership ended on " + day + ". You will be suspended "
                                        + vo.rules().graceDays() + " days after that unless it is renewed."
                                        + link(vo, "/renewal"))
                        : letter(
                                vo,
                                "your membership of " + vo.name() + " ends on " + day,
                                "your membership ends on " + day + ". Ask for its renewal if you want to stay."
                                        + link(vo, "/renewal"));
            case AUP ->
                letter(
                        vo,
                        "please sign the usage policy of " + vo.name() + " by " + day,
                        "please sign the usage policy (version " + vo.aup() + ") by " + day
                                + ". After that you will be suspended until you do." + link(vo, "/aup"));
        };
    }

    /** To a member: you are suspended, or no longer. */
    public static Letter suspended(Vo vo, @Nullable String reason) {
        return reason == null
                ? letter(vo, "you are active in " + vo.name() + " again", "your suspension has been lifted.")
                : letter(
                        vo, "you are suspended from " + vo.name(), "you are suspended: " + reason + "." + link(vo, ""));
    }

    /** To the VO's administrators: somebody left. */
    public static Letter left(Vo vo, PersonalData data, Instant at) {
        return letter(
                vo, data.name() + " has left " + vo.name(), data.name() + " left on " + StandingRules.day(at) + ".");
    }

    private static Letter letter(Vo vo, String subject, String body) {
        return new Letter(
                "[" + vo.name() + "] " + subject,
                "Dear colleague,\n\n" + body + "\n\n-- \n" + vo.name() + ", " + vo.contact() + "\n");
    }

    private static String link(Vo vo, String path) {
        return vo.rules().portal().isEmpty() ? "" : "\n  " + vo.rules().portal() + path + "\n";
    }

    private static String who(Application application, @Nullable String name) {
        PersonalData data = application.details().data();
        String known = data == null ? name : data.name() + " <" + data.email() + ">";
        return (known == null ? "Somebody" : known) + ", "
                + application.applicant().name() + ",";
    }

    private static String what(Application application) {
        return switch (application.kind()) {
            case MEMBERSHIP -> "membership";
            case GROUP -> "the group " + application.wanted();
            case ROLE -> "the role " + application.wanted();
            case CERTIFICATE ->
                "another certificate"
                        + (application.details().certificate() == null
                                ? ""
                                : ", " + application.details().certificate().name());
            case RENEWAL -> "renewal of the membership";
            case LEAVING -> "leaving the VO";
        };
    }
}
