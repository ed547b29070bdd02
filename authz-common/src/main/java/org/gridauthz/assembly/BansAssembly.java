package org.gridauthz.assembly;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.ban.store.LostBans;
import org.gridauthz.ban.store.Orphans;
import org.gridauthz.changes.store.ChangeLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The bans in force, followed. */
@Configuration(proxyBeanMethods = false)
class BansAssembly {
    @Bean
    @Order(2)
    LiveBans liveBans(FollowerDatabase database, SiteSettings settings, InstantSource clock) {
        return new LiveBans(database.pool(), settings.issuersOfVo(), clock);
    }

    @Bean
    Orphans orphans(DataSource database, ChangeLog changes, InstantSource clock) {
        return new Orphans(database, new BanBook(database, changes, clock));
    }

    /** What a restored database lost is written down as soon as it takes writes again. */
    @Bean
    Upkeep lostBans(LiveBans bans, Orphans orphans) {
        return new Upkeep("lost-bans").every(1, TimeUnit.SECONDS, "write down lost bans", () -> {
            LostBans lost = bans.lost();
            if (!lost.bans().isEmpty()) {
                orphans.record(
                        lost,
                        new AdminAct(
                                Upkeep.instanceName(),
                                "local",
                                "orphaned",
                                lost.bans().size() + " bans",
                                "the database went back and had lost them",
                                null));
            }
        });
    }
}
