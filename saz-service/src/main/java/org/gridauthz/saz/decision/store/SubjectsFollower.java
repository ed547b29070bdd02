package org.gridauthz.saz.decision.store;

import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.saz.decision.RecordedSubjects;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the records that decisions look at up to date. First sight that refuses writes the record and its ban in one change of the kind
 * {@code ban}, so both kinds are followed: the rows that a change wrote carry its number.
 */
public final class SubjectsFollower implements ChangeListener {
    private final SubjectRows rows;
    private final RecordedSubjects known;
    private final Set<BanKind> watched;

    /** @param dataSource the follower's own */
    public SubjectsFollower(DataSource dataSource, RecordedSubjects known, Set<BanKind> watched) {
        this.rows = new SubjectRows(JdbcClient.create(dataSource));
        this.known = known;
        this.watched = Set.copyOf(watched);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SubjectBook.KIND, BanBook.KIND, SubjectBook.ASKED);
    }

    @Override
    public void apply(Change change) {
        if (change.kind().equals(SubjectBook.ASKED) || (change.kind().equals(BanBook.KIND) && watched.isEmpty())) {
            return;
        }
        if (change.everything()) {
            reload(ReloadReason.UNKNOWN_KIND, new Epoch("any", change.seq())).run();
            return;
        }
        for (SubjectRow row : rows.changedAt(change.seq())) {
            if (watched.contains(row.subject().kind())) {
                known.add(row.id());
            }
            if (row.subject().kind() == BanKind.DN) {
                known.trust(row.subject().value(), row.trusted());
            }
        }
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        Set<String> ids = new HashSet<>();
        Set<String> trusted = new HashSet<>();
        rows.each(watched, row -> {
            if (watched.contains(row.subject().kind())) {
                ids.add(row.id());
            }
            if (row.trusted() && row.subject().kind() == BanKind.DN) {
                trusted.add(row.subject().value());
            }
        });
        return () -> known.replace(ids, trusted);
    }

    @Override
    public Kept kept() {
        return new KeptSubjects(known, watched);
    }
}
