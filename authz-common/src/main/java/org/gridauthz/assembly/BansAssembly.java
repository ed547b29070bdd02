package org.gridauthz.assembly;

import java.time.InstantSource;
import org.gridauthz.ban.store.LiveBans;
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
}
