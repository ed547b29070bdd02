package org.gridauthz.ban.store;

import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Bans that a restored database had lost. They are in force on every instance until an officer keeps or drops them. Failures of the database
 * are the exceptions of {@link org.gridauthz.changes.store.ChangeLog#write}.
 */
public final class Orphans {
    private static final int CHUNK = 200;

    private final BanBook book;
    private final OrphanRows rows;

    /** @param dataSource the one that {@code book} writes through */
    public Orphans(DataSource dataSource, BanBook book) {
        this.book = book;
        this.rows = new OrphanRows(JdbcClient.create(dataSource));
    }

    /** Those nobody has kept or dropped yet. */
    public List<Ban> open() {
        return rows.orphaned();
    }

    /** Writes down what an instance found lost, so that all others have it and keep it over a restart. */
    public void record(LostBans lost, AdminAct act) {
        List<Ban> bans = lost.bans();
        for (int at = 0; at < bans.size(); at += CHUNK) {
            List<Ban> chunk = bans.subList(at, Math.min(at + CHUNK, bans.size()));
            book.log().write(NewChange.of(BanBook.KIND, ids(chunk)), null, place -> {
                for (Ban ban : chunk) {
                    if (!rows.found(ban.id(), lost.generation())) {
                        rows.insert(ban, lost.generation(), place.seq());
                    }
                }
                book.audit().record(act, place);
            });
        }
    }

    /** Makes it a ban of the database again, as it was. */
    public BanOutcome keep(String id, AdminAct act, @Nullable Request request) {
        return settle(id, "KEPT", act, request);
    }

    /** Lets it go. */
    public BanOutcome drop(String id, AdminAct act, @Nullable Request request) {
        return settle(id, "DROPPED", act, request);
    }

    private BanOutcome settle(String id, String state, AdminAct act, @Nullable Request request) {
        Ban[] orphan = new Ban[1];
        try {
            Written written = book.log().write(NewChange.of(BanBook.KIND, List.of(id)), request, place -> {
                orphan[0] = rows.orphaned(id).orElseThrow(BanBook.NotThere::new);
                if (state.equals("KEPT")) {
                    insertAgain(orphan[0], act, place);
                }
                rows.settle(id, state, place.seq());
                book.audit().record(act, place);
            });
            return orphan[0] == null ? new BanOutcome.NotInForce() : new BanOutcome.Done(orphan[0], written);
        } catch (BanBook.NotThere e) {
            return new BanOutcome.NotInForce();
        }
    }

    @SuppressWarnings("EmptyCatch") // somebody banned it anew meanwhile: then it is kept already
    private void insertAgain(Ban orphan, AdminAct act, Epoch place) {
        try {
            book.insert(orphan, act.who(), place);
        } catch (BanBook.AlreadyThere e) {
            // see above
        }
    }

    private static List<String> ids(List<Ban> bans) {
        return bans.stream().map(Ban::id).toList();
    }
}
