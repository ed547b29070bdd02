package org.gridauthz.voms.standing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.changes.Follower;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.standing.FreshMemberships;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.store.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A suspension written by another instance, at one that follows and at one that has stopped following. */
class SuspensionInForceTest {
    private static final SlashDn JANE = new SlashDn("/DC=org/CN=Jane Doe");

    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.h2();

    private FreshMemberships memberships(Followed followed, Follower follower, Duration young) {
        return new FreshMemberships(
                followed.memory,
                new StoredMemberships(database.dataSource(), java.time.InstantSource.system()),
                follower::freshness,
                (vo, age) -> true,
                young,
                java.time.InstantSource.system(),
                System::nanoTime);
    }

    @Test
    void itIsInForceWithinASecond() {
        Books books = new Books(database.dataSource());
        books.found("dune");
        String jane = books.member("dune", "Jane Doe", null);
        Followed followed = new Followed(database.dataSource());
        Suspension caught = new Suspension(SuspensionCode.OTHER, "caught", books.clock.instant());
        try (Follower follower = new Follower(followed.source, List.of(followed.follower), Set.of("policy"))) {
            follower.start();
            assertThat(follower.awaitLoaded(Duration.ofSeconds(20))).isTrue();
            followed.reading.run();
            FreshMemberships memberships = memberships(followed, follower, FreshMemberships.YOUNG);
            assertThat(memberships.of("dune", JANE, Books.CA)).isInstanceOf(Standing.Member.class);

            for (int turn = 0; turn < 5; turn++) {
                done(books.people.suspend(deed("dune"), jane, caught));
                await(memberships, Standing.Suspended.class);
                done(books.people.suspend(deed("dune"), jane, null));
                await(memberships, Standing.Member.class);
                followed.reading.run();
            }
            heard(follower);
            followed.reading.run();
            follower.close(); // it hears nothing more, and its age grows
            done(books.people.suspend(deed("dune"), jane, caught));
            FreshMemberships unguarded = memberships(followed, follower, Duration.ofDays(1));
            assertThat(unguarded.of("dune", JANE, Books.CA))
                    .as("the wrong answer of whoever does not look at the age")
                    .isInstanceOf(Standing.Member.class);
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (Objects.requireNonNull(follower.freshness()).age().compareTo(FreshMemberships.YOUNG) <= 0) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(memberships.of("dune", JANE, Books.CA)).isEqualTo(new Standing.Suspended("caught"));
            assertThat(unguarded.of("dune", JANE, Books.CA)).isInstanceOf(Standing.Member.class);
        }
    }

    /** Returns when all is heard that was written before: what is heard later is in doubt until it is read. */
    private static void heard(Follower follower) {
        long written = System.nanoTime();
        long end = written + Duration.ofSeconds(20).toNanos();
        while (Objects.requireNonNull(follower.freshness()).age().toNanos() >= System.nanoTime() - written) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A second from the answer to the write, on whatever machine this runs. */
    private static void await(FreshMemberships memberships, Class<? extends Standing> expected) {
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!expected.isInstance(memberships.of("dune", JANE, Books.CA))) {
            assertThat(System.nanoTime()).as("a second is over").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
