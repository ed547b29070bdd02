package org.gridauthz.gums;

import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.assembly.Need;
import org.gridauthz.assembly.Unfollowed;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.ban.store.BanPages;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.ban.store.PastBans;
import org.gridauthz.gums.MembersConfiguration.ListShow;
import org.gridauthz.gums.mapfile.rest.MapfileScenes;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.gums.mapping.rest.MappingsServlet;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.pool.PoolLeases;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.web.Access;
import org.gridauthz.web.DecisionIds;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.SubjectIntake;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mapper and its wire. */
@Configuration(proxyBeanMethods = false)
class MappingConfiguration {
    @Bean
    Mapper mapper(PoolLeases leases) {
        return new Mapper(leases);
    }

    /** Changes of the other services mean nothing here. */
    @Bean
    Unfollowed unfollowed() {
        return new Unfollowed(Set.of("vo", "saz"));
    }

    @Bean
    Need policyNeed(Mapper mapper) {
        return new Need("policy", () -> mapper.current().policy() != null);
    }

    @Bean
    MappingCalls mappingCalls(
            Mapper mapper, SubjectIntake intake, Access access, DecisionTrail trail, InstantSource clock) {
        return new MappingCalls(mapper, intake, access, new DecisionIds(), trail, clock);
    }

    @Bean
    PastBans pastBans(DataSource database) {
        return new PastBans(new BanPages(database));
    }

    @Bean
    MapfileScenes mapfileScenes(
            Mapper mapper, ListShow lists, ManualBook manual, LiveBans bans, PoolLeases leases, PoolReading pools) {
        return new MapfileScenes(mapper, lists::shown, manual, bans::index, leases, pools);
    }

    @Bean
    ServletRegistrationBean<MappingsServlet> mappingsServlet(MappingCalls calls, KnowledgeCheck knowledge) {
        var servlet = new ServletRegistrationBean<>(new MappingsServlet(calls, knowledge), "/api/v1/mappings");
        servlet.setName("mappings");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
