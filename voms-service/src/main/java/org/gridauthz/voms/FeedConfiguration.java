package org.gridauthz.voms;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.gridauthz.assembly.SiteSettings;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Position;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.voms.StandingConfiguration.MemberDatabase;
import org.gridauthz.voms.standing.rest.FeedWaits;
import org.gridauthz.voms.standing.store.MemberFeed;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The member feed. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    MemberFeed memberFeed(MemberDatabase database, SiteSettings site, InstantSource clock) {
        return new MemberFeed(database.pool(), new JdbcChangeSource(database.pool(), site.synchronousRead()), clock);
    }

    @Bean
    FeedWaits feedWaits(ObjectProvider<Follower> follower) {
        return new FeedWaits(() -> {
            Position here = follower.getObject().position();
            return here == null ? null : here.epoch();
        });
    }

    @Bean
    Upkeep feedUpkeep(FeedWaits waits) {
        return new Upkeep("feed").every(50, TimeUnit.MILLISECONDS, "answer readers of the feed", waits::tick);
    }
}
