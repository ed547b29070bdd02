package org.gridauthz.changes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of a follower start with, on one engine. */
abstract class FollowerBench {
    static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final DatabaseBackend db;

    FollowerBench(DatabaseBackend db) {
        this.db = db;
    }

    JdbcChangeSource source() {
        return new JdbcChangeSource(db.newPool(3), db.synchronousRead());
    }

    Applier applier(ChangeSource source, ChangeListener listener) {
        return new Applier(source, List.of(listener), Set.of("ignored"), new Floors(100));
    }

    ChangeLog log() {
        return new ChangeLog(db.newPool(4));
    }

    static Epoch write(ChangeLog log, String kind, String... keys) {
        return log.write(kind, List.of(keys), epoch -> {});
    }
}
