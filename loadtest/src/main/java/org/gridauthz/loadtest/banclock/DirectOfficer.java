package org.gridauthz.loadtest.banclock;

import java.time.Clock;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.store.ChangeLog;

/** Writes bans as SAZ does, from this process: for when no SAZ runs. */
final class DirectOfficer implements Officer {
    private static final AdminAct ACT = new AdminAct("/CN=officer", "local", "ban", "ban clock", "measuring", null);

    private final BanBook book;

    DirectOfficer(DataSource database) {
        book = new BanBook(database, new ChangeLog(database), Clock.systemUTC());
    }

    private static BanTarget target(Person person) {
        return BanTarget.of(BanKind.DN, person.dn);
    }

    @Override
    public Done ban(Person person) {
        return done(book.ban(target(person), Ban.OFFICER, "measuring", "none", null, ACT, null));
    }

    @Override
    public Done lift(Person person, int turn) {
        return done(book.lift(Ban.id(target(person), Ban.OFFICER), turn, ACT, null));
    }

    private static Done done(BanOutcome outcome) {
        if (outcome instanceof BanOutcome.Done done) {
            return new Done(done.written().epoch().toString(), done.ban().turn());
        }
        throw new IllegalStateException("not done: " + outcome);
    }
}
