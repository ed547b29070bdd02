package org.gridauthz.loadtest.banclock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.Refresh;
import org.gridauthz.gums.members.store.JdbcListStore;
import org.gridauthz.gums.members.store.ReadAhead;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Row;

/** A large member list that is another one at every read: written into the database again and again, and read by every GUMS, beside the ban clock. */
final class MemberRefresh implements AutoCloseable {
    private final AtomicInteger done = new AtomicInteger();
    private final Thread thread;
    private volatile boolean over;

    /** @param members rows of the list; 0 for no list at all */
    MemberRefresh(DataSource database, int members) {
        CopiedList list = new CopiedList.Members(new MemberSource.VoServer(
                "beside", "https://voms.example.org:8443/voms/beside", "/beside", Duration.ofDays(1)));
        Refresh refresh = new Refresh(
                which -> listed(members, done.get()),
                new JdbcListStore(database, new ChangeLog(database), ReadAhead::settle),
                InstantSource.system());
        thread = Thread.ofPlatform().daemon().name("member-refresh").unstarted(() -> {
            while (!over) {
                if (refresh.run(list) == Refresh.Outcome.REPLACED) {
                    done.incrementAndGet();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        });
        if (members > 0) {
            thread.start();
        }
    }

    private static Listed listed(int members, int round) {
        List<Row> rows = IntStream.range(0, members)
                .mapToObj(i -> Row.member("/DC=org/DC=example/OU=People/CN=Member " + i + " of " + round % 2))
                .toList();
        return new Listed(rows, 0, 0);
    }

    /** How often a new list came into force. */
    int done() {
        return done.get();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        if (thread.isAlive()) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        }
    }
}
