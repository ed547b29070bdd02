package org.gridauthz.voms.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.standing.MemberMemoryTest.CA;
import static org.gridauthz.voms.standing.MemberMemoryTest.JANE;
import static org.gridauthz.voms.standing.MemberMemoryTest.NOW;
import static org.gridauthz.voms.standing.MemberMemoryTest.all;
import static org.gridauthz.voms.standing.MemberMemoryTest.at;
import static org.gridauthz.voms.standing.MemberMemoryTest.member;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Standing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the memory is asked and when the tables are. In the tables Jane is suspended; in memory she is not yet. */
class FreshMembershipsTest {
    private final MemberMemory memory = new MemberMemory();
    private Duration age = Duration.ZERO;
    private Standing inTables = new Standing.Suspended("caught");
    private boolean staleIsServed = true;
    private long nanos = 1;
    private int looked;

    @BeforeEach
    void read() {
        memory.forget(at(10));
        memory.take(new MemberMemory.OfAll(at(10), List.of("dune")));
        memory.take(all(10, member("jane", JANE, false)));
    }

    private Standing standing(Duration young, SlashDn dn) {
        return new FreshMemberships(
                        memory,
                        (vo, subject, issuer) -> {
                            looked++;
                            return inTables;
                        },
                        () -> new Freshness(at(10), age),
                        (vo, old) -> staleIsServed,
                        young,
                        () -> NOW,
                        () -> nanos)
                .of("dune", dn, CA);
    }

    @Test
    void whoMayHaveMissedAChangeAsksTheTables() {
        assertThat(standing(FreshMemberships.YOUNG, JANE)).isInstanceOf(Standing.Member.class);
        assertThat(looked).isZero();
        age = Duration.ofMillis(1001); // the change log has not been heard for so long
        assertThat(standing(Duration.ofDays(1), JANE)).as("without the guard").isInstanceOf(Standing.Member.class);
        assertThat(standing(FreshMemberships.YOUNG, JANE)).isEqualTo(new Standing.Suspended("caught"));
    }

    @Test
    void withoutADatabaseTheKnownAreServedAndStrangersAreNotJudged() {
        inTables = new Standing.Unavailable("gone");
        age = Duration.ofMinutes(1);
        assertThat(standing(FreshMemberships.YOUNG, JANE)).isInstanceOf(Standing.Member.class);
        assertThat(standing(FreshMemberships.YOUNG, new SlashDn("/CN=Ann"))).isEqualTo(inTables);
        staleIsServed = false;
        assertThat(standing(FreshMemberships.YOUNG, JANE)).isEqualTo(inTables);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNotAskedByEverybody() {
        inTables = new Standing.Unavailable("gone");
        age = Duration.ofMinutes(1);
        FreshMemberships fresh = new FreshMemberships(
                memory,
                (vo, subject, issuer) -> {
                    looked++;
                    return inTables;
                },
                () -> new Freshness(at(10), age),
                (vo, old) -> true,
                FreshMemberships.YOUNG,
                () -> NOW,
                () -> nanos);
        for (int i = 0; i < 100; i++) {
            assertThat(fresh.of("dune", JANE, CA)).isInstanceOf(Standing.Member.class);
        }
        assertThat(looked).isEqualTo(1);
        nanos += TimeUnit.SECONDS.toNanos(1);
        inTables = new Standing.Suspended("caught");
        assertThat(fresh.of("dune", JANE, CA)).isEqualTo(inTables);
    }
}
