package org.gridauthz.voms.registration.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.standing.store.LastSeen;
import org.gridauthz.voms.vo.Retention;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;

/** Lets applications lapse, removes what was kept long enough, and gives erased people their pseudonym; in small pieces. */
public final class CleaningRound {
    private static final int PIECE = 200;
    /** Pieces of one kind a run. */
    private static final int MOST_PIECES = 50;

    private final VoLedger ledger;
    private final Vos vos;
    private final Applications applications;
    private final Erasure erasure;

    public CleaningRound(VoLedger ledger, Vos vos, Applications applications, Erasure erasure) {
        this.ledger = ledger;
        this.vos = vos;
        this.applications = applications;
        this.erasure = erasure;
    }

    /** One run over all VOs. */
    public void run() {
        for (Vo vo : vos.all()) {
            lapse(vo);
            Retention kept = vo.rules().retention();
            pieces(
                    kept.applications(),
                    before -> remove("application", "application_id", "vo = ? AND closed_at < ?", vo.name(), before));
            pieces(
                    kept.mail(),
                    before -> remove(
                            "mail", "mail_id", "vo = ? AND made_at < ? AND state <> 'WAITING'", vo.name(), before));
            pieces(
                    kept.lastSeen(),
                    before -> remove(
                            "last_seen",
                            "identity_id",
                            "vo = ? AND seen_day < ?",
                            vo.name(),
                            LastSeen.day(Instant.ofEpochMilli(before))));
            pieces(kept.audit(), before -> audit(vo.name(), before));
        }
        for (int i = 0; i < MOST_PIECES && erasure.trace(); i++) {
            // piece by piece
        }
    }

    private void lapse(Vo vo) {
        for (ApplicationState state : List.of(
                ApplicationState.SUBMITTED, ApplicationState.WITH_REPRESENTATIVE, ApplicationState.WITH_MANAGER)) {
            Duration patience = state == ApplicationState.SUBMITTED
                    ? Duration.ofHours(vo.rules().confirmHours())
                    : Duration.ofDays(vo.rules().decideDays());
            if (patience.isZero()) {
                continue;
            }
            ledger.jdbc()
                    .sql("SELECT application_id FROM application WHERE vo = ? AND state = ? AND changed_at <= ? LIMIT "
                            + PIECE)
                    .params(vo.name(), state.name(), now().minus(patience).toEpochMilli())
                    .query(String.class)
                    .list()
                    .forEach(id -> applications.happens(
                            Deed.ofSystem(vo.name(), "application-expired", id, "nobody decided in time"),
                            id,
                            new Happening.Waited()));
        }
    }

    private interface Piece {
        int remove(long before);
    }

    private void pieces(int days, Piece piece) {
        if (days == 0) {
            return;
        }
        long before = now().minus(Duration.ofDays(days)).toEpochMilli();
        for (int i = 0; i < MOST_PIECES && piece.remove(before) == PIECE; i++) {
            // until less than a piece is left
        }
    }

    private int remove(String table, String key, String where, Object... parameters) {
        List<String> ids = ledger.jdbc()
                .sql("SELECT " + key + " FROM " + table + " WHERE " + where + " LIMIT " + PIECE)
                .params(parameters)
                .query(String.class)
                .list();
        ledger.aside(() -> ids.forEach(id -> ledger.jdbc()
                .sql("DELETE FROM " + table + " WHERE " + key + " = ?")
                .param(id)
                .update()));
        return ids.size();
    }

    private int audit(String vo, long before) {
        List<Long> old = ledger.jdbc()
                .sql("SELECT v.seq FROM vo_act v JOIN admin_audit a ON a.seq = v.seq WHERE v.vo = ? AND a.at_ms < ?"
                        + " ORDER BY v.seq LIMIT " + PIECE)
                .params(vo, before)
                .query(Long.class)
                .list();
        ledger.aside(() -> old.forEach(seq -> {
            ledger.jdbc()
                    .sql("DELETE FROM admin_audit WHERE seq = ?")
                    .param(seq)
                    .update();
            ledger.jdbc().sql("DELETE FROM vo_act WHERE seq = ?").param(seq).update();
        }));
        return old.size();
    }

    private Instant now() {
        return Instant.ofEpochMilli(ledger.now());
    }
}
