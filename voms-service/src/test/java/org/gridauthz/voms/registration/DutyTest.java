package org.gridauthz.voms.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.voms.vo.AupStanding;
import org.gridauthz.voms.vo.Retention;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.VoRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days counted from one day 0. Reminders 30, 15, 7 and 1 days ahead, 7 days of grace, erased after 90; AUP 15, then 7, 3, 1. */
class DutyTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
    private static final VoRules D = VoRules.DEFAULT;
    private static final VoRules RULES = new VoRules(
            D.membershipDays(),
            D.graceDays(),
            D.warnDays(),
            D.aupDays(),
            D.aupTaskDays(),
            D.aupReminderDays(),
            D.signingExtends(),
            D.confirmHours(),
            D.decideDays(),
            D.askInstitution(),
            D.anyIssuer(),
            D.adminRole(),
            D.managerRole(),
            D.portal(),
            D.authorityHost(),
            D.authorityPort(),
            D.fields(),
            new Retention(90, 0, 0, 0, 0));

    @ParameterizedTest
    @CsvSource({
        // ends on day, aup due by day or failed, suspended as, now -> duties
        "100, -,        -,                     60,  ''",
        "100, -,        -,                     70,  EXPIRY 30",
        "100, -,        -,                     84,  EXPIRY 30",
        "100, -,        -,                     85,  EXPIRY 15",
        "100, -,        -,                     95,  EXPIRY 7",
        "100, -,        -,                     99,  EXPIRY 1",
        "100, -,        -,                     100, EXPIRY 0",
        "100, -,        -,                     106, EXPIRY 0",
        "100, -,        -,                     107, suspend MEMBERSHIP_EXPIRATION",
        "100, -,        MEMBERSHIP_EXPIRATION, 107, ''",
        "100, -,        MEMBERSHIP_EXPIRATION, 189, ''",
        "100, -,        MEMBERSHIP_EXPIRATION, 190, erase",
        "100, -,        SECURITY_INCIDENT,     190, erase",
        "-,   due 50,   -,                     35,  AUP 15",
        "-,   due 50,   -,                     43,  AUP 7",
        "-,   due 50,   -,                     47,  AUP 3",
        "-,   due 50,   -,                     49,  AUP 1",
        "-,   due 50,   OTHER,                 49,  ''",
        "-,   failed 50, -,                    50,  suspend FAILED_TO_SIGN_AUP",
        "-,   failed 50, FAILED_TO_SIGN_AUP,   50,  ''",
        "100, due 96,   -,                     95,  EXPIRY 7; AUP 1",
        "100, failed 96, -,                    107, suspend MEMBERSHIP_EXPIRATION",
        "-,   -,        -,                     999, ''",
    })
    void followFromFactsAlone(String ends, String aup, String suspended, int now, String expected) {
        AupStanding standing = switch (aup.split(" ")[0]) {
            case "due" -> new AupStanding.Due(day(aup.split(" ")[1]));
            case "failed" -> new AupStanding.Failed(day(aup.split(" ")[1]));
            default -> new AupStanding.NotAsked();
        };
        Suspension suspension =
                suspended.equals("-") ? null : new Suspension(SuspensionCode.valueOf(suspended), "x", ZERO);
        List<Duty> duties = Duty.of(new Duty.Facts(day(ends), standing, suspension), RULES, days(now));
        assertThat(String.join("; ", duties.stream().map(DutyTest::word).toList()))
                .isEqualTo(expected);
    }

    private static String word(Duty duty) {
        return switch (duty) {
            case Duty.Remind remind -> remind.topic() + " " + remind.days();
            case Duty.Suspend suspend -> "suspend " + suspend.code();
            case Duty.Erase erase -> "erase";
        };
    }

    private static Instant day(String day) {
        return day.equals("-") ? null : days(Integer.parseInt(day));
    }

    private static Instant days(int days) {
        return ZERO.plus(Duration.ofDays(days));
    }
}
