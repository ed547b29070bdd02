package org.gridauthz.voms.standing.store;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.voms.standing.MemberMemory;

/** A memory, brought up to date when a test says so. */
final class Followed {
    final MemberMemory memory = new MemberMemory();
    final MemberFollower follower = new MemberFollower(memory);
    final JdbcChangeSource source;
    final MemberReading reading;
    private long seen;

    Followed(DataSource database) {
        source = new JdbcChangeSource(database, SynchronousRead.SINGLE_SERVER);
        // A clock that runs: what rests is read at the next look.
        reading = new MemberReading(database, source, memory, 1000, () -> {
            now += 1_000_000_000_000L;
            return now;
        });
        AtomicReference<Epoch> head = new AtomicReference<>();
        source.consistently(false, view -> head.set(view.head()));
        seen = head.get().seq();
        follower.reload(ReloadReason.START, head.get()).run();
    }

    private long now;

    /** Hears of what changed; does not read it. */
    void hear() {
        List<Change> rows = source.rows(seen + 1, 1000);
        rows.forEach(follower::apply);
        seen += rows.size();
    }

    MemberMemory caughtUp() {
        hear();
        do {
            reading.run();
        } while (memory.unlisted()
                || !memory.unread().isEmpty()
                || !memory.unreadPeople().isEmpty());
        return memory;
    }

    /** What another process would know that starts from what this one knows now. */
    MemberMemory fromASnapshot() {
        List<List<String>> rows = follower.kept().rows().toList();
        MemberMemory other = new MemberMemory();
        new MemberFollower(other)
                .kept()
                .restored(rows.stream(), new Epoch("before", seen))
                .run();
        return other;
    }
}
