package org.gridauthz.changes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.FaultyCommit.Fault;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mysql")
class ChangeLogMySqlTest extends ChangeLogContract {
    ChangeLogMySqlTest() {
        super(DatabaseBackend.mysql());
    }

    /** A process that is stopped before its commit (SIGSTOP, a cable pulled) holds the head's lock. */
    private void besideOneThatStopped(int silentSeconds, Runnable meanwhile) throws Exception {
        FaultyCommit stopping = new FaultyCommit(db.newPool(2), Fault.STOPPED);
        ChangeLog stopped = new ChangeLog(stopping);
        stopped.endWhenSilent(silentSeconds);
        try (ExecutorService process = Executors.newSingleThreadExecutor()) {
            Future<Epoch> write = process.submit(() -> stopped.write("ban", List.of("a"), insert(stopping, "a")));
            stopping.stopped.await();
            try {
                meanwhile.run();
            } finally {
                stopping.goOn();
            }
            assertThat(write.get().seq()).as("it goes on and is written once").isPositive();
        }
        assertThat(db.jdbc().sql("SELECT k FROM item").query(String.class).list())
                .contains("a")
                .doesNotHaveDuplicates();
    }

    @Test
    void aWriterStoppedInTheMiddleHoldsNobodyUpForLong() throws Exception {
        ChangeLog other = new ChangeLog(db.dataSource());
        besideOneThatStopped(
                2,
                () -> assertThat(other.write("ban", List.of("b"), insert(db.dataSource(), "b"))
                                .seq())
                        .isEqualTo(1));
    }

    @Test
    void withoutTheServersLimitItHoldsUpEverybody() throws Exception {
        ChangeLog other = new ChangeLog(db.dataSource());
        besideOneThatStopped(
                3600,
                () -> assertThatThrownBy(() -> other.write("ban", List.of("b"), insert(db.dataSource(), "b")))
                        .isInstanceOf(WriteUnavailableException.class));
    }
}
