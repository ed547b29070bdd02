package org.gridauthz.ban.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.store.BanOutcome.Done;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Cable;
import org.gridauthz.changes.ChangeSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.testkit.db.DatabaseBackend;

/** An instance: its own connections, its own follower. */
final class BanInstance implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    final Cable pool;
    final LiveBans bans;
    final BanBook book;
    final Orphans orphans;
    final Follower follower;

    BanInstance(DatabaseBackend db) {
        this(db, source -> source);
    }

    /** @param how the follower sees the log */
    BanInstance(DatabaseBackend db, UnaryOperator<ChangeSource> how) {
        pool = new Cable(db.newPool(6));
        bans = new LiveBans(pool, Map.of(), Clock.systemUTC());
        ChangeLog log = new ChangeLog(pool);
        book = new BanBook(pool, log, Clock.systemUTC());
        orphans = new Orphans(pool, book);
        follower = new Follower(how.apply(new JdbcChangeSource(pool, db.synchronousRead())), List.of(bans), Set.of());
        follower.start();
        assertThat(follower.awaitLoaded(SOON)).isTrue();
        log.notBelow(() -> follower.freshness().epoch());
    }

    Epoch ban(String name) {
        return ((Done) book.ban(
                        LostBansContract.target(name),
                        Ban.OFFICER,
                        "stolen key",
                        "T-1",
                        null,
                        LostBansContract.ACT,
                        null))
                .written()
                .epoch();
    }

    boolean refuses(String name) {
        return bans.index().hit(new Subject.Person(new SlashDn("/CN=" + name), false, null, null, List.of(), true))
                != null;
    }

    void sees(Epoch epoch) {
        assertThat(follower.atLeast(epoch, SOON)).isEqualTo(AtLeast.REACHED);
    }

    /** Has it look, by asking for what nobody wrote. */
    Epoch look() {
        AtLeast answer;
        do {
            answer = follower.atLeast(new Epoch("nobodys", 1), SOON);
        } while (answer == AtLeast.UNKNOWN);
        return follower.freshness().epoch();
    }

    @Override
    public void close() {
        follower.close();
    }
}
