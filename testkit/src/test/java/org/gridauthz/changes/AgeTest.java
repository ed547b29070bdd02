package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How old knowledge is, is said by synchronous reads alone: a member cut off from the others still answers plain ones. */
class AgeTest {
    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.h2();

    @Test
    void plainReadsProveNothing() {
        boolean[] partitioned = {false};
        ChangeSource member = new Forwarding(new JdbcChangeSource(db.newPool(2), SynchronousRead.SINGLE_SERVER)) {
            @Override
            public void consistently(boolean synchronous, Consumer<View> reads) {
                if (synchronous && partitioned[0]) {
                    throw new IllegalStateException("no majority");
                }
                super.consistently(synchronous, reads);
            }
        };
        Applier applier = new Applier(member, List.of(new Recorder("ban")), Set.of(), new Floors(10));
        try (Confirmer confirmer = new Confirmer(applier, Duration.ofHours(1))) {
            confirmer.round();
            partitioned[0] = true;
            Epoch written = new ChangeLog(db.dataSource()).write("ban", List.of("a"), place -> {});
            long before = System.nanoTime();
            Duration age = confirmer.freshness().age();

            assertThat(applier.follow()).as("the plain read goes on").isTrue();
            assertThatThrownBy(confirmer::round).hasMessage("no majority");

            assertThat(confirmer.freshness().epoch())
                    .as("and what it shows is applied")
                    .isEqualTo(written);
            assertThat(confirmer.freshness().age())
                    .as("but nothing is known to be all")
                    .isGreaterThanOrEqualTo(
                            age.plusNanos(System.nanoTime() - before).minusMillis(50));
            partitioned[0] = false;
            confirmer.round();
            assertThat(confirmer.freshness().age()).isLessThan(Duration.ofSeconds(5));
        }
    }
}
