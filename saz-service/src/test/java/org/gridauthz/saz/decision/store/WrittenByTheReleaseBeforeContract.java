package org.gridauthz.saz.decision.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.gridauthz.ban.BanKind;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.feed.store.JdbcFeeds;
import org.gridauthz.saz.officer.store.LiftRequests;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.EarlierRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What SAZ makes of rows of the release before, which goes on beside it during an upgrade. */
abstract class WrittenByTheReleaseBeforeContract {
    @RegisterExtension
    final DatabaseBackend db;

    WrittenByTheReleaseBeforeContract(DatabaseBackend db) {
        this.db = db;
    }

    @Test
    void subjectsFeedsAndWaitingLiftsStand() {
        DataSource database = db.dataSource();
        assertThat(EarlierRelease.work(database)).isEmpty();
        ChangeLog log = new ChangeLog(database);
        SubjectBook subjects = new SubjectBook(database, log, InstantSource.system());
        assertThat(subjects.history(new SeenSubject(BanKind.DN, "/DC=org/DC=example/CN=Trusted One", null)))
                .singleElement()
                .satisfies(turn -> assertThat(turn.trusted()).isTrue());
        assertThat(subjects.find(new SeenSubject(BanKind.VO, "dune", null))).isPresent();
        assertThat(new Holders(database).since(Instant.EPOCH, 10)).hasSize(1);
        assertThat(new LiftRequests(database, log, InstantSource.system()).waiting(10))
                .hasSize(1);
        assertThat(new JdbcFeeds(database).find("national"))
                .satisfies(feed -> assertThat(feed.fault()).isEqualTo("list.timeout"));
    }
}
