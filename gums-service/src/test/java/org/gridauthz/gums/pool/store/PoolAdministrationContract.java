package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.gums.pool.PoolAccount;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.PoolChange.Code;
import org.gridauthz.gums.pool.PoolChange.Done;
import org.gridauthz.gums.pool.PoolChange.Refused;
import org.gridauthz.gums.pool.PoolRules;
import org.gridauthz.gums.pool.PoolStatus;
import org.gridauthz.gums.pool.PoolStatus.Warning;
import org.gridauthz.gums.pool.Tenancy;
import org.gridauthz.gums.pool.TurnState;
import org.gridauthz.gums.pool.UseLog;
import org.gridauthz.jobs.Claims;
import org.gridauthz.jobs.store.JdbcClaims;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** What administrators and jobs do to pools, against subjects who lease at the same time. */
abstract class PoolAdministrationContract extends PoolScene {
    PoolAdministrationContract(DatabaseBackend db) {
        super(db);
    }

    @Test
    void aRangeIsAddedAsOneChange() {
        PoolChange added = accounts.add("cms", AccountRange.parse("cms0001-1200"), NOTHING);

        assertThat(added).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.accounts()).isEqualTo(1200);
            assertThat(done.epoch().seq()).isOne();
        });
        assertThat(reading.assignments("cms")).isEqualTo("cms0001-1200(0/1200)");
        assertThat(changes()).containsExactly("pool-accounts");
    }

    @Test
    void oneExistingAccountRefusesTheWholeRange() {
        accounts.add("cms", AccountRange.parse("cms001-010"), NOTHING);

        PoolChange refused = accounts.add("atlas", AccountRange.parse("cms010-600"), NOTHING);

        assertThat(refused)
                .isEqualTo(new Refused(
                        Code.ACCOUNTS_EXIST,
                        "One or more accounts already exist for 'atlas cms010-600'. None were added.",
                        List.of("cms010")));
        assertThat(reading.assignments("atlas")).isEmpty();
        assertThat(accounts.add("cms", AccountRange.parse("cms011-600"), NOTHING))
                .isInstanceOf(Done.class);
    }

    @Test
    void whatAPolicyListsIsMadeToBe() {
        accounts.add("cms", AccountRange.parse("cms001-010"), NOTHING);

        assertThat(accounts.ensure("cms", AccountRange.parse("cms005-020"), NOTHING))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.accounts()).isEqualTo(10));
        assertThat(accounts.ensure("cms", AccountRange.parse("cms005-020"), NOTHING))
                .isEqualTo(new Done(0, null));
        assertThat(accounts.ensure("atlas", AccountRange.parse("cms020-021"), NOTHING))
                .isInstanceOf(Refused.class);
        assertThat(reading.assignments("cms")).isEqualTo("cms001-020(0/20)");
    }

    @Test
    void whatACrashLeftStagedIsClearedAway() {
        new RangeStaging(db.dataSource(), clock)
                .stage("cms", "cms001-900", AccountRange.parse("cms001-900").accounts());
        assertThat(accounts.add("cms", AccountRange.parse("cms001-010"), NOTHING))
                .isInstanceOf(Refused.class);

        clock.pass(Duration.ofMinutes(11));
        assertThat(accounts.add("cms", AccountRange.parse("cms001-010"), NOTHING))
                .isInstanceOf(Done.class);
        assertThat(reading.assignments("cms")).isEqualTo("cms001-010(0/10)");
    }

    @Test
    void aReleasedAccountRestsAndTheHistoryStays() {
        accounts.add("cms", AccountRange.parse("cms001-002"), NOTHING);
        String first = take(1).lease().account();
        clock.pass(Duration.ofMinutes(1));

        assertThat(release.release(List.of(first), "left", NOTHING)).isInstanceOf(Done.class);
        assertThat(release.release(List.of(first), "left", NOTHING)).isEqualTo(new Done(0, null));
        assertThat(take(2).lease().account()).isNotEqualTo(first);
        assertThat(take(1)).isNull();
        clock.pass(QUARANTINE);
        assertThat(take(3).lease().account()).isEqualTo(first);

        Instant start = Instant.parse("2026-11-22T12:00:00Z");
        Instant left = start.plusSeconds(60);
        assertThat(reading.tenancies(first))
                .containsExactly(
                        new Tenancy("cms", first, name(3), left.plus(QUARANTINE), null, null),
                        new Tenancy("cms", first, name(1), start, left, "left"));
        assertThat(changes()).containsExactly("pool-accounts", "lease-release");
    }

    @Test
    void aRangeIsUnassignedAndStays() {
        accounts.add("cms", AccountRange.parse("cms001-450"), NOTHING);
        for (int i = 0; i < 220; i++) {
            take(i);
        }
        assertThat(release.unassign("cms", AccountRange.parse("cms001-450"), "over", NOTHING))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.accounts()).isEqualTo(220));
        assertThat(release.unassign("cms", AccountRange.parse("cms450-451"), "over", NOTHING))
                .isInstanceOfSatisfying(Refused.class, no -> {
                    assertThat(no.code()).isEqualTo(Code.ACCOUNTS_UNKNOWN);
                    assertThat(no.accounts()).containsExactly("cms451");
                });
        assertThat(reading.status()).containsExactly(new PoolStatus("cms", 450, 0, 220, 0, 230, Warning.NONE));
        assertThat(reading.assignments("cms")).isEqualTo("cms001-450(0/450)");
    }

    @Test
    void aLeasedAccountIsRemovedOnlyOnPurposeAndStillRests() {
        accounts.add("cms", AccountRange.parse("cms001-001"), NOTHING);
        take(1);
        AccountRange range = AccountRange.parse("cms001");

        assertThat(accounts.remove("cms", range, false, "", NOTHING))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo(Code.ACCOUNTS_LEASED));
        assertThat(accounts.remove("cms", range, true, "", NOTHING)).isInstanceOf(Done.class);
        assertThat(changes()).containsExactly("pool-accounts", "lease-release");
        assertThat(accounts.add("atlas", range, NOTHING)).isInstanceOf(Done.class);
        assertThat(taking.take("atlas", PoolDatabase.key(2), name(2))).isNull();
        clock.pass(QUARANTINE);
        assertThat(taking.take("atlas", PoolDatabase.key(2), name(2))).isNotNull();
    }

    @Test
    void aLockKeepsOthersOutAndTheHolderIn() {
        accounts.add("cms", AccountRange.parse("cms001-002"), NOTHING);
        String held = take(1).lease().account();
        String free = held.equals("cms001") ? "cms002" : "cms001";

        accounts.lock("cms", held, "inquiry", NOTHING);
        accounts.lock("cms", free, "inquiry", NOTHING);

        assertThat(take(1).lease().account()).isEqualTo(held);
        assertThat(take(2)).isNull();
        assertThat(reading.status()).containsExactly(new PoolStatus("cms", 2, 1, 0, 1, 0, Warning.EXHAUSTED));
        accounts.unlock("cms", free, NOTHING);
        assertThat(take(2).lease().account()).isEqualTo(free);
        assertThat(accounts.lock("cms", "nobody", "", NOTHING)).isInstanceOf(Refused.class);
    }

    @Test
    void leasesNobodyUsesAreReleasedOnceADay() {
        accounts.add("cms", AccountRange.parse("cms001-010"), NOTHING);
        accounts.add("alice", AccountRange.parse("alice1-1"), NOTHING);
        PoolRules recycling = new PoolRules(true, 30, 20, 5);
        LeaseUses uses = new LeaseUses(db.dataSource());
        IdleRelease one = idle(recycling, uses, "one");
        Held used = take(1);
        Held unused = take(2);
        Held locked = take(3);
        Held kept = take(4);
        taking.take("alice", PoolDatabase.key(1), name(1));
        accounts.lock("cms", locked.lease().account(), "", NOTHING);
        accounts.recyclable("cms", kept.lease().account(), false, NOTHING);

        clock.pass(Duration.ofDays(20));
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        uses.write(List.of(
                new UseLog.Use(used.lease().account(), 1, (int) day.toEpochDay()),
                new UseLog.Use(used.lease().account(), 1, (int) day.toEpochDay())));
        clock.pass(Duration.ofDays(10));
        assertThat(one.run()).isZero(); // the 30th day itself still counts
        clock.pass(Duration.ofDays(1));

        assertThat(one.run()).isOne();
        assertThat(idle(recycling, uses, "two").run()).isZero();
        PoolAccount row = reading.accounts("cms").stream()
                .filter(a -> a.account().equals(used.lease().account()))
                .findFirst()
                .orElseThrow();
        assertThat(row.state()).isEqualTo(TurnState.LEASED);
        assertThat(row.lastUsed()).isEqualTo(day);
        assertThat(reading.tenancies(unused.lease().account()).getFirst().reason())
                .isEqualTo("unused for 30 days");
        assertThat(uses.prune((int) day.toEpochDay() + 1)).isOne();
    }

    /** Leases, releases, locks and removals of few accounts at once: whatever wins, the history stays whole. */
    @Test
    void leasesReleasesAndWithdrawalsRaceAndNothingBreaks() throws Exception {
        accounts.add("cms", AccountRange.parse("cms01-12"), NOTHING);
        List<Runnable> rivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int subject = i % 10;
            String account = "cms" + (i % 12 < 9 ? "0" : "") + (i % 12 + 1);
            rivals.add(() -> taking.take("cms", PoolDatabase.key(subject), name(subject)));
            rivals.add(() -> release.release(List.of(account), "race", NOTHING));
            if (i % 4 == 0) {
                rivals.add(() -> accounts.lock("cms", account, "race", NOTHING));
                rivals.add(() -> accounts.remove("cms", AccountRange.parse(account), true, "race", NOTHING));
            }
        }
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Runnable rival : rivals) {
                done.add(threads.submit(() -> {
                    start.await();
                    rival.run();
                    return null;
                }));
            }
            start.countDown();
        }
        for (Future<?> one : done) {
            one.get();
        }
        assertThat(db.jdbc().sql("SELECT COUNT(*) FROM lease").query(Long.class).single())
                .isGreaterThan(10);
    }

    private IdleRelease idle(PoolRules cms, LeaseUses uses, String owner) {
        Claims claims = new JdbcClaims(db.dataSource(), owner);
        PoolRules.Source rules = pool -> pool.equals("cms") ? cms : PoolRules.DEFAULT;
        return new IdleRelease(db.dataSource(), release, uses, claims, rules, clock);
    }
}
