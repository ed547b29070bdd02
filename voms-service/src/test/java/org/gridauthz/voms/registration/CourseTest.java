package org.gridauthz.voms.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.VoRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state against everything that can happen. */
class CourseTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
    private static final VoRules PLAIN = VoRules.DEFAULT;
    private static final VoRules WITH_INSTITUTIONS = rules(true, 60);
    private static final VoRules PATIENT = rules(false, 0);

    private static VoRules rules(boolean institution, int decideDays) {
        VoRules d = VoRules.DEFAULT;
        return new VoRules(
                d.membershipDays(),
                d.graceDays(),
                d.warnDays(),
                d.aupDays(),
                d.aupTaskDays(),
                d.aupReminderDays(),
                d.signingExtends(),
                d.confirmHours(),
                decideDays,
                institution,
                d.anyIssuer(),
                d.adminRole(),
                d.managerRole(),
                d.portal(),
                d.authorityHost(),
                d.authorityPort(),
                d.fields(),
                d.retention());
    }

    private static Application application(ApplicationState state) {
        return new Application(
                "1",
                "dune",
                ApplicationKind.MEMBERSHIP,
                state,
                IdentityName.certificate(new SlashDn("/CN=Jane"), null),
                null,
                "lab",
                null,
                Application.Details.message(""),
                null,
                Codes.hash("code"),
                null,
                ZERO,
                ZERO);
    }

    private static Happening happening(String word) {
        return switch (word) {
            case "confirmed" -> new Happening.Confirmed(Codes.hash("code"));
            case "wrong-code" -> new Happening.Confirmed(Codes.hash("other"));
            case "rep-yes" -> new Happening.RepresentativeDecided(true, "y");
            case "rep-no" -> new Happening.RepresentativeDecided(false, "n");
            case "yes" -> new Happening.ManagerDecided(true, "y");
            case "no" -> new Happening.ManagerDecided(false, "n");
            case "withdrawn" -> new Happening.Withdrawn();
            default -> new Happening.Waited();
        };
    }

    private static String outcome(Turn turn) {
        return switch (turn) {
            case Turn.Moved moved ->
                moved.to()
                        + moved.effects().stream()
                                .map(Effect::name)
                                .collect(Collectors.joining("+", " ", ""))
                                .stripTrailing();
            case Turn.Stays stays -> "stays";
            case Turn.Refused refused -> "refused " + refused.why();
        };
    }

    /** Hour 1 unless the happening is "waited", which is tried at an hour given with it. */
    @ParameterizedTest
    @CsvSource({
        "SUBMITTED,           confirmed,    WITH_MANAGER MAIL_MANAGERS",
        "SUBMITTED,           wrong-code,   refused INVALID",
        "SUBMITTED,           rep-yes,      refused CONFLICT",
        "SUBMITTED,           rep-no,       refused CONFLICT",
        "SUBMITTED,           yes,          refused CONFLICT",
        "SUBMITTED,           no,           refused CONFLICT",
        "SUBMITTED,           withdrawn,    WITHDRAWN",
        "SUBMITTED,           waited,       stays",
        "WITH_REPRESENTATIVE, confirmed,    refused CONFLICT",
        "WITH_REPRESENTATIVE, wrong-code,   refused CONFLICT",
        "WITH_REPRESENTATIVE, rep-yes,      WITH_MANAGER MAIL_MANAGERS",
        "WITH_REPRESENTATIVE, rep-no,       REJECTED MAIL_APPLICANT",
        "WITH_REPRESENTATIVE, yes,          APPROVED GRANT+MAIL_APPLICANT",
        "WITH_REPRESENTATIVE, no,           REJECTED MAIL_APPLICANT",
        "WITH_REPRESENTATIVE, withdrawn,    WITHDRAWN",
        "WITH_REPRESENTATIVE, waited,       stays",
        "WITH_MANAGER,        confirmed,    refused CONFLICT",
        "WITH_MANAGER,        wrong-code,   refused CONFLICT",
        "WITH_MANAGER,        rep-yes,      refused CONFLICT",
        "WITH_MANAGER,        rep-no,       refused CONFLICT",
        "WITH_MANAGER,        yes,          APPROVED GRANT+MAIL_APPLICANT",
        "WITH_MANAGER,        no,           REJECTED MAIL_APPLICANT",
        "WITH_MANAGER,        withdrawn,    WITHDRAWN",
        "WITH_MANAGER,        waited,       stays",
    })
    void anOpenOneGoesOn(ApplicationState state, String happening, String expected) {
        Instant soon = ZERO.plus(Duration.ofHours(1));
        assertThat(outcome(Course.on(application(state), happening(happening), PLAIN, soon)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> closedOnes() {
        return Stream.of(ApplicationState.values())
                .filter(ApplicationState::closed)
                .flatMap(state -> Stream.of(
                                "confirmed", "wrong-code", "rep-yes", "rep-no", "yes", "no", "withdrawn", "waited")
                        .map(happening -> Arguments.of(state, happening)));
    }

    @ParameterizedTest
    @MethodSource("closedOnes")
    void aClosedOneIsClosed(ApplicationState state, String happening) {
        String expected = happening.equals("waited") ? "stays" : "refused CONFLICT";
        Instant later = ZERO.plus(Duration.ofDays(1000));
        assertThat(outcome(Course.on(application(state), happening(happening), PLAIN, later)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED,           167,  waited,    stays",
        "SUBMITTED,           168,  waited,    EXPIRED",
        "SUBMITTED,           168,  confirmed, refused CONFLICT",
        "WITH_REPRESENTATIVE, 1439, waited,    stays",
        "WITH_REPRESENTATIVE, 1440, waited,    EXPIRED MAIL_APPLICANT",
        "WITH_MANAGER,        1440, waited,    EXPIRED MAIL_APPLICANT",
        "WITH_MANAGER,        1440, yes,       APPROVED GRANT+MAIL_APPLICANT",
    })
    void timeEndsIt(ApplicationState state, int hours, String happening, String expected) {
        Instant then = ZERO.plus(Duration.ofHours(hours));
        assertThat(outcome(Course.on(application(state), happening(happening), PLAIN, then)))
                .isEqualTo(expected);
    }

    @Test
    void aVoMayWaitForEverAndMayAskRepresentatives() {
        Instant late = ZERO.plus(Duration.ofDays(10_000));
        assertThat(outcome(Course.on(application(ApplicationState.WITH_MANAGER), happening("waited"), PATIENT, late)))
                .isEqualTo("stays");
        assertThat(outcome(Course.on(
                        application(ApplicationState.SUBMITTED), happening("confirmed"), WITH_INSTITUTIONS, ZERO)))
                .isEqualTo("WITH_REPRESENTATIVE MAIL_REPRESENTATIVES");
    }

    @Test
    void eachKindBeginsWhereItShould() {
        Map<ApplicationKind, String> begins = Stream.of(ApplicationKind.values())
                .collect(Collectors.toMap(kind -> kind, kind -> outcome(Course.begin(kind))));
        assertThat(begins)
                .containsEntry(ApplicationKind.MEMBERSHIP, "SUBMITTED MAIL_CODE")
                .containsEntry(ApplicationKind.GROUP, "WITH_MANAGER MAIL_MANAGERS")
                .containsEntry(ApplicationKind.ROLE, "WITH_MANAGER MAIL_MANAGERS")
                .containsEntry(ApplicationKind.CERTIFICATE, "WITH_MANAGER MAIL_MANAGERS")
                .containsEntry(ApplicationKind.RENEWAL, "WITH_MANAGER MAIL_MANAGERS")
                .containsEntry(ApplicationKind.LEAVING, "APPROVED MAIL_APPLICANT+GRANT")
                .hasSize(ApplicationKind.values().length);
    }
}
