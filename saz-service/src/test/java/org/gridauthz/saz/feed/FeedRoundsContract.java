package org.gridauthz.saz.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanImport;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.jobs.store.JdbcClaims;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.saz.feed.store.JdbcFeeds;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A feed that fails, shrinks or grows changes nothing; its bans and an officer's never meet. */
abstract class FeedRoundsContract {
    private static final AdminAct ACT = new AdminAct("/CN=officer", "::1", "ban", "x", "y", null);
    private static final Feed FEED = new Feed(
            "neighbour",
            Feed.Form.LINES,
            URI.create("https://bans.example.org/list"),
            null,
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofSeconds(60),
            1 << 20,
            1000,
            0.5,
            false);

    @RegisterExtension
    final DatabaseBackend database;

    FeedRoundsContract(DatabaseBackend database) {
        this.database = database;
    }

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private FeedReading next = list(10);
    private int reads;

    @Test
    void goodListsReplaceEachOtherAndLeaveOfficersAlone() {
        FeedRounds rounds = rounds("one");
        book().ban(BanTarget.of(BanKind.DN, "/CN=1"), Ban.OFFICER, "r", "T-1", null, ACT, null);
        rounds.read(FEED, null, null);
        assertThat(book().inForce(FEED.origin())).hasSize(10);
        next = list(8);
        rounds.read(FEED, null, null);
        assertThat(book().inForce(FEED.origin())).hasSize(8);
        assertThat(book().inForce(Ban.OFFICER)).hasSize(1);
    }

    @Test
    void aFailureKeepsTheLastGoodListAndSaysWhy() {
        FeedRounds rounds = rounds("one");
        rounds.read(FEED, null, null);
        Instant good = now;
        now = now.plusSeconds(600);
        next = new FeedReading.NotRead(Fault.TOO_LARGE, "more than 1000 bans");
        FeedStore.State state = rounds.read(FEED, null, null);
        assertThat(state.fault()).isEqualTo("list.too-large");
        assertThat(state.readAt()).isEqualTo(good);
        assertThat(book().inForce(FEED.origin())).hasSize(10);
        assertThat(new JdbcFeeds(database.dataSource()).find("neighbour")).isEqualTo(state);
    }

    @Test
    void aListThatShrankOrCameOutEmptyWaitsForAnOfficer() {
        FeedRounds rounds = rounds("one");
        rounds.read(FEED, null, null);
        next = list(4);
        FeedStore.State held = rounds.read(FEED, null, null);
        assertThat(held.fault()).isEqualTo("list.held-back");
        assertThat(held.heldSize()).isEqualTo(4);
        assertThat(rounds.read(FEED, 3, "/CN=officer").heldSize()).isEqualTo(4);
        assertThat(book().inForce(FEED.origin())).hasSize(10);
        assertThat(rounds.read(FEED, 4, "/CN=officer").fault()).isNull();
        assertThat(book().inForce(FEED.origin())).hasSize(4);
        next = list(0);
        assertThat(rounds.read(FEED, null, null).fault()).isEqualTo("list.held-back");
        assertThat(book().inForce(FEED.origin())).hasSize(4);
    }

    @Test
    void ofTwoInstancesOneReads() {
        FeedRounds one = rounds("one");
        FeedRounds other = rounds("other");
        one.round();
        other.round();
        assertThat(reads).isOne();
        now = now.plus(FEED.every());
        other.round();
        one.round();
        assertThat(reads).isEqualTo(2);
    }

    private FeedRounds rounds(String instance) {
        InstantSource clock = () -> now;
        BanImport imports = new BanImport(book());
        return new FeedRounds(
                List.of(FEED),
                feed -> {
                    reads++;
                    return next;
                },
                (feed, bans, by) -> imports.replace(feed.origin(), bans, "listed", "feed", ACT),
                new JdbcFeeds(database.dataSource()),
                new JdbcClaims(database.dataSource(), instance),
                clock);
    }

    private BanBook book() {
        return new BanBook(database.dataSource(), new ChangeLog(database.dataSource()), InstantSource.system());
    }

    private static FeedReading list(int size) {
        return new FeedReading.Read(
                IntStream.range(0, size)
                        .mapToObj(i -> BanTarget.of(BanKind.DN, "/CN=" + i))
                        .toList(),
                0);
    }
}
