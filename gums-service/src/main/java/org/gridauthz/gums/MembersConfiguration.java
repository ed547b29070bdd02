package org.gridauthz.gums;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.gridauthz.assembly.FollowerDatabase;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.FeedRounds;
import org.gridauthz.gums.members.ListMeters;
import org.gridauthz.gums.members.ListReader;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Refresh;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.gums.members.ldap.LdapAccess;
import org.gridauthz.gums.members.ldap.LdapLists;
import org.gridauthz.gums.members.store.JdbcListStore;
import org.gridauthz.gums.members.store.ListFollower;
import org.gridauthz.gums.members.store.ManualFollower;
import org.gridauthz.gums.members.store.ManualGroups;
import org.gridauthz.gums.members.store.ManualMaps;
import org.gridauthz.gums.members.store.ReadAhead;
import org.gridauthz.jobs.Claims;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.feed.MemberFeedClient;
import org.gridauthz.memberlist.voms.VomsCompatibility;
import org.gridauthz.memberlist.voms.VomsEndpoint;
import org.gridauthz.tls.GridHttpClient;
import org.gridauthz.tls.HostKeyWatch;
import org.gridauthz.trust.GridTrust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Member lists: copied on a schedule, shown to decisions. */
@Configuration(proxyBeanMethods = false)
class MembersConfiguration {
    @Bean
    MemberBook memberBook() {
        return new MemberBook();
    }

    @Bean
    JdbcListStore listStore(DataSource database, ChangeLog changes) {
        return new JdbcListStore(database, changes, ReadAhead::settle);
    }

    @Bean
    ReadAhead listReadAhead(DataSource database) {
        return new ReadAhead(database);
    }

    @Bean
    Upkeep readAheadUpkeep(ReadAhead ahead) {
        return new Upkeep("lists-ahead").every(1, TimeUnit.SECONDS, "read staged lists ahead", ahead::look);
    }

    @Bean
    ListShow listShow(Mapper mapper, MemberBook book, InstantSource clock) {
        return new ListShow(mapper, book, clock);
    }

    @Bean
    @Order(3)
    ListFollower listFollower(FollowerDatabase database, ReadAhead ahead, MemberBook book, ListShow show) {
        return new ListFollower(database.pool(), ahead, book, show);
    }

    @Bean
    MemberFeedClient memberFeedClient(GridTrust trust, HostKeyWatch keys) {
        return new MemberFeedClient(() -> GridHttpClient.context(trust, keys), ListLimits.DEFAULT);
    }

    @Bean
    Refresh oneListsRefresh(
            MemberFeedClient feed, JdbcListStore store, GridTrust trust, HostKeyWatch keys, InstantSource clock) {
        Supplier<SSLContext> tls = () -> GridHttpClient.context(trust, keys);
        VomsCompatibility voms = new VomsCompatibility(tls, ListLimits.DEFAULT);
        LdapLists ldap = new LdapLists(LdapAccess.anonymous(tls, ListLimits.DEFAULT));
        ListReader reader = ListReader.of(
                source -> voms.fetch(VomsEndpoint.of(source.url()), source.container()),
                source -> feed.whole(source.url(), source.container()),
                ldap::members,
                ldap::accounts);
        return new Refresh(reader, store, clock);
    }

    @Bean
    RefreshRounds refreshRounds(Refresh refresh, Claims claims, JdbcListStore store, InstantSource clock) {
        return new RefreshRounds(refresh, store, claims, clock, RefreshRounds.Plan.DEFAULT);
    }

    @Bean
    FeedRounds feedRounds(
            MemberFeedClient feed, Refresh refresh, JdbcListStore store, MemberBook book, InstantSource clock) {
        return new FeedRounds(
                (source, position, wait) -> feed.news(source.url(), source.container(), position, wait),
                refresh,
                store,
                book,
                clock);
    }

    @Bean
    Upkeep feedUpkeep(Mapper mapper, FeedRounds rounds) {
        return new Upkeep("member-feeds").every(500, TimeUnit.MILLISECONDS, "look which feeds are followed", () -> {
            CompiledPolicy policy = mapper.current().policy();
            rounds.look(policy == null ? List.of() : CopiedList.of(policy.source()));
        });
    }

    @Bean
    Upkeep listUpkeep(
            Mapper mapper,
            RefreshRounds rounds,
            JdbcListStore store,
            MemberBook book,
            ListShow show,
            MeterRegistry registry,
            InstantSource clock) {
        ListMeters meters = new ListMeters(registry);
        return new Upkeep("member-lists")
                .every(20, TimeUnit.SECONDS, "tell how old the lists are", () -> {
                    CompiledPolicy policy = mapper.current().policy();
                    meters.show(policy == null ? List.of() : book.status(policy.source(), clock.instant()));
                })
                .every(1, TimeUnit.MINUTES, "refresh member lists", () -> {
                    CompiledPolicy policy = mapper.current().policy();
                    rounds.round(policy == null ? List.of() : CopiedList.of(policy.source()));
                    book.times(store.all());
                    show.run();
                })
                .every(1, TimeUnit.SECONDS, "look whether a list grew stale", show);
    }

    @Bean
    ManualBook manualBook() {
        return new ManualBook();
    }

    @Bean
    ManualGroups manualGroups(DataSource database, ChangeLog changes) {
        return new ManualGroups(database, changes);
    }

    @Bean
    ManualMaps manualMaps(DataSource database, ChangeLog changes) {
        return new ManualMaps(database, changes);
    }

    @Bean
    @Order(4)
    ManualFollower manualFollower(FollowerDatabase database, ManualBook book, Mapper mapper) {
        return new ManualFollower(
                database.pool(),
                book,
                (members, accounts) ->
                        mapper.update(index -> index.with(members).with(accounts)));
    }

    /** Puts the lists of the policy in force into the index when they, or what may be believed of them, changed. */
    static final class ListShow implements Runnable {
        private final Mapper mapper;
        private final MemberBook book;
        private final InstantSource clock;
        private CopiedLists shown = CopiedLists.NONE;

        ListShow(Mapper mapper, MemberBook book, InstantSource clock) {
            this.mapper = mapper;
            this.book = book;
            this.clock = clock;
        }

        @Override
        public synchronized void run() {
            CompiledPolicy policy = mapper.current().policy();
            if (policy == null) {
                return;
            }
            CopiedLists now = book.view(policy.source(), clock.instant());
            if (!now.equals(shown)) {
                shown = now;
                mapper.update(index -> index.with(now.members()).with(now.accounts()));
            }
        }

        /** What decisions see now. */
        synchronized CopiedLists shown() {
            return shown;
        }
    }
}
