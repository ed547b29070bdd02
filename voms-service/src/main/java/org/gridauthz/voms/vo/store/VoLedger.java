package org.gridauthz.voms.vo.store;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Written;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.VoChange;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to write anything of a VO: rows, change log and audit row in one transaction. Writes have one order, and each has
 * seen those before it, so what a step reads cannot change under it: checks are plain queries.
 */
public final class VoLedger {
    /** Kind in the change log; a key is a VO, a blank, and a person's id or that of a {@link Concern}. */
    public static final String KIND = "vo";

    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final AdminAudit audit;
    private final InstantSource clock;
    private final TransactionTemplate aside;

    /** @param changes of the same data source */
    public VoLedger(DataSource database, ChangeLog changes, InstantSource clock) {
        this.jdbc = JdbcClient.create(database);
        this.changes = changes;
        this.audit = new AdminAudit(database, clock);
        this.clock = clock;
        this.aside = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Rows of one write; may run several times, and throws {@link NotTaken} to leave all as it was. */
    @FunctionalInterface
    public interface Step {
        /** @param seq its place in the change log */
        void run(long seq);
    }

    /** Statements on the database that is written. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Now, in ms since 1970. */
    public long now() {
        return clock.millis();
    }

    /** A change of the VO that may be anybody's. */
    public VoChange write(Deed deed, String id, Step step) {
        return write(deed, id, Concern.EVERYBODY, step);
    }

    /** A change of the VO, of nobody in particular. */
    public VoChange write(Deed deed, String id, Concern concern, Step step) {
        return write(deed, id, null, concern.key(), step);
    }

    /**
     * A change of one person; of anybody, where she is not known.
     *
     * @param id of what is made or changed, given back
     */
    public VoChange write(Deed deed, String id, @Nullable String person, Step step) {
        return write(deed, id, person, person == null ? Concern.EVERYBODY.key() : person, step);
    }

    private VoChange write(Deed deed, String id, @Nullable String person, String key, Step step) {
        NewChange change = NewChange.of(KIND, List.of(deed.vo() + " " + key));
        try {
            Written written = changes.write(change, deed.request(), epoch -> {
                step.run(epoch.seq());
                record(deed, person, epoch);
            });
            return new VoChange.Done(id, written.epoch(), written.repeated());
        } catch (NotTaken refused) {
            return refused.refused();
        }
    }

    /**
     * Writes what changes nothing that anybody decides by, such as a reminder: a transaction without a place in the change log.
     *
     * @return false if a row was there already, and then nothing is written
     */
    public boolean aside(Runnable rows) {
        try {
            aside.executeWithoutResult(status -> rows.run());
            return true;
        } catch (DuplicateKeyException already) {
            return false;
        }
    }

    private void record(Deed deed, @Nullable String person, Epoch epoch) {
        audit.record(deed.act(), epoch);
        jdbc.sql("INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (?, ?, ?, ?)")
                .params(Arrays.asList(
                        epoch.seq(), deed.vo(), person, actor(deed.act().who())))
                .update();
    }

    private static byte @Nullable [] actor(String who) {
        try {
            return new IdentityName(IdentityKind.X509, new SlashDn(who).text(), null).key();
        } catch (MalformedIdentityException theSystem) {
            return null;
        }
    }
}
