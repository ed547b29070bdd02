package org.gridauthz.voms.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gridauthz.voms.vo.AupStanding.Facts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days are counted from one day 0; a dash is "never". 365 days a signature, 15 days to sign. */
class AupStandingTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // activated, forced, signed, joined, now, standing
        "-,   -,   -,   0,   500, NotAsked",
        "0,   -,   -,   10,  10,  Due 25",
        "0,   -,   -,   10,  24,  Due 25",
        "0,   -,   -,   10,  25,  Failed 25",
        "100, -,   -,   10,  110, Due 115",
        "100, -,   -,   10,  115, Failed 115",
        "0,   -,   10,  10,  374, Signed 375",
        "0,   -,   10,  10,  375, Due 390",
        "0,   -,   10,  10,  390, Failed 390",
        "0,   50,  10,  10,  49,  Signed 50",
        "0,   50,  10,  10,  60,  Due 65",
        "0,   50,  10,  10,  65,  Failed 65",
        "0,   50,  51,  10,  65,  Signed 416",
        "0,   50,  50,  10,  60,  Due 65",
        "0,   400, 10,  10,  380, Due 390",
    })
    void followsFromTimesAlone(
            String activated, String forced, String signed, String joined, int now, String standing) {
        AupStanding found = AupStanding.of(
                new Facts(day(activated), day(forced), day(signed), day(joined)), VoRules.DEFAULT, days(now));
        String[] words = standing.split(" ");
        AupStanding expected = switch (words[0]) {
            case "NotAsked" -> new AupStanding.NotAsked();
            case "Due" -> new AupStanding.Due(day(words[1]));
            case "Failed" -> new AupStanding.Failed(day(words[1]));
            default -> new AupStanding.Signed(day(words[1]));
        };
        assertThat(found).isEqualTo(expected);
    }

    private static Instant day(String day) {
        return day.equals("-") ? null : days(Integer.parseInt(day));
    }

    private static Instant days(int days) {
        return ZERO.plus(Duration.ofDays(days));
    }
}
