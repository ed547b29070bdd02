package org.gridauthz.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By hand: a system clock that jumps, a monotonic one that does not, and what the others say. */
class DecisionClockTest {
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration JUMP = Duration.ofMinutes(45);

    /** A host: what its system clock shows besides the time that passed. */
    private static final class Host {
        long passed;
        Duration jumped = Duration.ZERO;
        final DecisionClock clock =
                new DecisionClock(() -> START.plusNanos(passed).plus(jumped), () -> passed);

        void second(@Nullable Instant database, Instant... others) {
            passed += 1_000_000_000L;
            clock.hear(database, List.of(others));
        }

        Instant truth() {
            return START.plusNanos(passed);
        }
    }

    private static Duration off(Host host) {
        return Duration.between(host.truth(), host.clock.instant()).abs();
    }

    @Test
    void aJumpOfTheServicesClockMovesNothingAndIsSeen() {
        Host host = new Host();
        host.second(host.truth().plusSeconds(1));
        assertThat(host.clock.anchored()).isTrue();
        host.jumped = JUMP;
        host.second(host.truth().plusSeconds(1));

        assertThat(off(host)).as("the guard").isZero();
        assertThat(Duration.between(host.truth(), START.plusNanos(host.passed).plus(host.jumped)))
                .as("what the system's clock would have decided by")
                .isEqualTo(JUMP);
        assertThat(host.clock.right()).isFalse();
        assertThat(host.clock.skew()).isEqualTo(JUMP);
        assertThat(host.clock.other())
                .as("there is an anchor: nothing is in doubt")
                .isNull();
        host.jumped = Duration.ZERO;
        host.second(host.truth().plusSeconds(1));
        assertThat(host.clock.right()).isTrue();
    }

    @Test
    void aJumpOfServiceAndDatabaseTogetherMovesNothingEither() {
        for (Duration jump : List.of(JUMP, JUMP.negated())) {
            Host alone = new Host();
            alone.second(alone.truth().plusSeconds(1));
            alone.jumped = jump;
            for (int i = 0; i < 100; i++) {
                alone.second(alone.truth().plusSeconds(1).plus(jump));
            }
            assertThat(off(alone)).isZero();
            assertThat(alone.clock.right()).isFalse();

            Host one = new Host(); // another instance on the same host: its clock is one like this
            one.second(one.truth().plusSeconds(1), one.truth().plusSeconds(1));
            one.jumped = jump;
            one.second(one.truth().plusSeconds(1).plus(jump), one.truth().plusSeconds(1));
            assertThat(off(one)).isZero();
        }
    }

    @Test
    void aHostThatSleptFollowsTheMajority() {
        Host host = new Host();
        host.second(host.truth().plusSeconds(1), host.truth().plusSeconds(1));
        Instant awake = host.truth().plus(JUMP).plusSeconds(1);
        host.jumped = JUMP; // the hardware's clock went on while the machine did not
        host.second(awake, awake);
        assertThat(host.clock.instant()).isEqualTo(awake);
        assertThat(host.clock.right()).isTrue();
    }

    @Test
    void twoAgainstOneAnotherAreNoMajority() {
        Host host = new Host();
        host.second(null, host.truth().plusSeconds(1));
        host.second(null, host.truth().plusSeconds(1).plus(JUMP));
        assertThat(off(host)).isZero();
    }

    @Test
    void aStartInDisputeIsInDoubtUntilSomebodyDecides() {
        Host host = new Host();
        Instant database = host.truth().plus(JUMP).plusSeconds(1);
        host.second(database);
        assertThat(host.clock.anchored()).isFalse();
        assertThat(host.clock.other()).isEqualTo(database);
        assertThat(host.clock.right()).isFalse();
        host.second(host.truth().plus(JUMP).plusSeconds(1), host.truth().plusSeconds(1));
        assertThat(host.clock.anchored()).as("the third voice").isTrue();
        assertThat(host.clock.other()).isNull();
        assertThat(off(host)).isZero();
    }

    @Test
    void smallDifferencesAreMadeUpForLittleByLittleAndNeverBackwards() {
        Host host = new Host();
        host.jumped = Duration.ofSeconds(-1);
        Instant before = host.clock.instant();
        for (int i = 0; i < 3_000; i++) {
            host.second(null);
            assertThat(host.clock.instant()).isAfter(before);
            before = host.clock.instant();
        }
        assertThat(Duration.between(host.truth(), before))
                .isBetween(Duration.ofMillis(-1_001), Duration.ofMillis(-990));
        assertThat(host.clock.right()).isTrue();
    }
}
