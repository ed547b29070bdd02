package org.gridauthz.loadtest.site;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.store.ChangeLog;

/** Bans that are there before the load: written as SAZ writes them, from this process. */
public final class SiteBans {
    private static final AdminAct ACT = new AdminAct("/CN=officer", "local", "ban", "load", "measuring", null);

    private SiteBans() {}

    /** Bans these names. */
    public static void ban(LoadSite site, List<String> dns) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(site.database().url());
        pool.setMaximumPoolSize(1);
        try (HikariDataSource database = new HikariDataSource(pool)) {
            BanBook book = new BanBook(database, new ChangeLog(database), Clock.systemUTC());
            for (String dn : dns) {
                BanOutcome outcome =
                        book.ban(BanTarget.of(BanKind.DN, dn), Ban.OFFICER, "measuring", "none", null, ACT, null);
                if (!(outcome instanceof BanOutcome.Done)) {
                    throw new IllegalStateException("not banned: " + outcome);
                }
            }
        }
    }
}
