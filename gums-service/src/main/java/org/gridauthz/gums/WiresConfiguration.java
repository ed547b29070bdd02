package org.gridauthz.gums;

import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.gridauthz.assembly.SiteSettings;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Follower;
import org.gridauthz.gums.alise.AliseKeys;
import org.gridauthz.gums.alise.AliseServlet;
import org.gridauthz.gums.gumsadmin.GumsAdminServlet;
import org.gridauthz.gums.gumsadmin.GumsJsonServlet;
import org.gridauthz.gums.gumsadmin.ListRefresh;
import org.gridauthz.gums.gumsadmin.Lookups;
import org.gridauthz.gums.gumsadmin.Writes;
import org.gridauthz.gums.mapfile.rest.MapfileScenes;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.gums.members.ListStore;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.gums.members.store.ManualGroups;
import org.gridauthz.gums.members.store.ManualMaps;
import org.gridauthz.gums.pool.store.LeaseRelease;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.gums.xacml.MappingQueriesServlet;
import org.gridauthz.gums.xacml.MappingQueriesServlet.Face;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.xacml.WireAnswers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of GUMS and Argus, in front of the cores that answer our own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AliseSettings.class)
class WiresConfiguration {
    @Bean
    WireAnswers gumsXacmlAnswers() {
        return new WireAnswers("gums-xacml");
    }

    @Bean
    WireAnswers argusAnswers() {
        return new WireAnswers("argus");
    }

    @Bean
    ServletRegistrationBean<MappingQueriesServlet> gumsXacml(
            MappingCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers gumsXacmlAnswers) {
        return servlet("gums-xacml", calls, knowledge, clock, gumsXacmlAnswers, Face.GUMS);
    }

    @Bean
    ServletRegistrationBean<MappingQueriesServlet> argus(
            MappingCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers argusAnswers) {
        return servlet("argus", calls, knowledge, clock, argusAnswers, Face.ARGUS);
    }

    @Bean
    Lookups gumsLookups(MappingCalls calls, MapfileScenes scenes) {
        return new Lookups(calls, scenes);
    }

    @Bean
    ServletRegistrationBean<GumsAdminServlet> gumsAdmin(
            Admins admins,
            KnowledgeCheck knowledge,
            Lookups lookups,
            ManualGroups groups,
            ManualMaps maps,
            PoolAccounts accounts,
            LeaseRelease releases,
            DataSource database,
            InstantSource clock,
            Follower follower,
            ListRefresh lists,
            PoolReading pools) {
        AdminAudit audit = new AdminAudit(database, clock);
        Writes writes = new Writes(admins, groups, maps, accounts, releases, audit, follower);
        var servlet = new ServletRegistrationBean<>(
                new GumsAdminServlet(admins, knowledge, lookups, writes, lists, pools), GumsAdminServlet.PATH);
        servlet.setName("gums-admin");
        return servlet;
    }

    @Bean
    ListRefresh listRefresh(Mapper mapper, RefreshRounds rounds, ListStore store, MemberBook book) {
        return new ListRefresh(mapper, rounds, store, book);
    }

    @Bean
    ServletRegistrationBean<GumsJsonServlet> gumsJson(
            Admins admins, KnowledgeCheck knowledge, Lookups lookups, PoolReading pools, ManualMaps maps) {
        var servlet = new ServletRegistrationBean<>(
                new GumsJsonServlet(admins, knowledge, lookups, pools, maps), GumsJsonServlet.PATH);
        servlet.setName("gums-json");
        return servlet;
    }

    @Bean
    ServletRegistrationBean<AliseServlet> alise(
            MappingCalls calls, KnowledgeCheck knowledge, AliseSettings settings, SiteSettings site) {
        AliseKeys keys = new AliseKeys();
        settings.callers().forEach(one -> keys.with(one.keySha256(), new SlashDn(one.dn())));
        Set<String> issuers =
                site.tokenIssuers().stream().map(SiteSettings.Issuer::url).collect(Collectors.toSet());
        var servlet =
                new ServletRegistrationBean<>(new AliseServlet(calls, knowledge, keys, issuers), AliseServlet.PATH);
        servlet.setName("alise");
        servlet.setEnabled(!settings.callers().isEmpty());
        return servlet;
    }

    private static ServletRegistrationBean<MappingQueriesServlet> servlet(
            String name,
            MappingCalls calls,
            KnowledgeCheck knowledge,
            InstantSource clock,
            WireAnswers answers,
            Face face) {
        var servlet = new ServletRegistrationBean<>(
                new MappingQueriesServlet(calls, knowledge, clock, answers, face), face.path());
        servlet.setName(name);
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
