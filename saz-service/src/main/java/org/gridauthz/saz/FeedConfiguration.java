package org.gridauthz.saz;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.gridauthz.assembly.SiteSettings;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanImport;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.jobs.Claims;
import org.gridauthz.saz.feed.BanLists;
import org.gridauthz.saz.feed.FeedRounds;
import org.gridauthz.saz.feed.FeedStore;
import org.gridauthz.saz.feed.FileReaders;
import org.gridauthz.saz.feed.rest.JsonBans;
import org.gridauthz.saz.feed.rest.LongPolls;
import org.gridauthz.saz.feed.store.JdbcFeeds;
import org.gridauthz.saz.feed.wire.FeedSource;
import org.gridauthz.tls.GridHttpClient;
import org.gridauthz.tls.HostKeyWatch;
import org.gridauthz.trust.GridTrust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ban lists out and in. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    BanLists banLists(LiveBans bans, SiteSettings settings) {
        return new BanLists(bans::index, settings.issuersOfVo(), JsonBans::of);
    }

    @Bean
    FileReaders fileReaders(SazSettings settings) {
        return new FileReaders(settings.banFileReaders());
    }

    @Bean
    LongPolls longPolls(BanLists lists) {
        return new LongPolls(lists);
    }

    @Bean
    Upkeep pollUpkeep(LongPolls polls) {
        return new Upkeep("long-polls").every(100, TimeUnit.MILLISECONDS, "answer who waits for a change", polls::tick);
    }

    @Bean
    JdbcFeeds feedStore(DataSource database) {
        return new JdbcFeeds(database);
    }

    @Bean
    FeedRounds feedRounds(
            SazSettings settings,
            BanBook book,
            JdbcFeeds store,
            Claims claims,
            GridTrust trust,
            HostKeyWatch keys,
            InstantSource clock) {
        BanImport imports = new BanImport(book);
        return new FeedRounds(
                settings.feeds().stream().map(SazSettings.FeedSetting::feed).toList(),
                new FeedSource(() -> GridHttpClient.context(trust, keys)),
                (feed, bans, by) -> imports.replace(
                        feed.origin(),
                        bans,
                        "listed by " + feed.url().getHost(),
                        feed.origin(),
                        new AdminAct(
                                by == null ? "saz" : by,
                                by == null ? "schedule" : "refresh",
                                "read-feed",
                                feed.origin(),
                                "the list of " + feed.url().getHost(),
                                null)),
                store,
                claims,
                clock);
    }

    @Bean
    Upkeep feedUpkeep(FeedRounds rounds) {
        return new Upkeep("feeds").every(10, TimeUnit.SECONDS, "read the ban lists of others", rounds::round);
    }

    /** One label value a configured feed. */
    @Bean
    MeterBinder feedMeters(FeedRounds rounds, JdbcFeeds store, InstantSource clock) {
        return registry -> rounds.feeds()
                .forEach(feed -> Gauge.builder("gridauthz.feed.age.ratio", () -> {
                            FeedStore.State state = store.find(feed.name());
                            Instant read = state == null ? null : state.readAt();
                            return read == null
                                    ? Double.POSITIVE_INFINITY
                                    : (double) Duration.between(read, clock.instant())
                                                    .toMillis()
                                            / feed.ageLimit().toMillis();
                        })
                        .description("Time since a feed was read well, by its limit: above 1 is an alarm")
                        .tag("feed", feed.name())
                        .register(registry));
    }
}
