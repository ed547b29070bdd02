package org.gridauthz.loadtest.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers are wrong after a ban or a lift that was acknowledged at second 100. */
class StandingTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // banned, epoch, answered permit, sent at, age, presented | wrong
                "true,  e, true,  103.0, 0.1,  false, true", // claims to know, and does not
                "true,  e, true,  103.0, 30.0, false, false", // says that it may not know
                "true,  e, true,  100.5, 0.1,  false, false", // within the promised second
                "true,  e, true,  100.1, 30.0, true,  true", // the epoch was presented
                "true,  e, false, 103.0, 0.1,  false, false", // right
                "false, e, false, 103.0, 0.1,  false, true", // let in again, and refused
                "false, e, true,  103.0, 0.1,  false, false",
                "false, -, true,  103.0, 0.1,  false, false" // never dealt with
            })
    void anAnswerIsWrongThatClaimsToKnow(
            boolean banned,
            @Nullable String epoch,
            boolean permitted,
            double sent,
            double age,
            boolean presented,
            boolean wrong) {
        Standing standing = new Standing(banned, 100 * SECOND, epoch, 1);

        assertThat(standing.belied(permitted, (long) (sent * SECOND), age, presented))
                .isEqualTo(wrong);
    }
}
