package org.gridauthz.saz;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.gridauthz.assembly.FollowerDatabase;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.ban.store.BanBatch;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.saz.decision.RecordedSubjects;
import org.gridauthz.saz.decision.SightingLimits;
import org.gridauthz.saz.decision.SightingQueue;
import org.gridauthz.saz.decision.SiteDecider;
import org.gridauthz.saz.decision.rest.DecisionCalls;
import org.gridauthz.saz.decision.rest.DecisionsServlet;
import org.gridauthz.saz.decision.store.JdbcSightings;
import org.gridauthz.saz.decision.store.SubjectBook;
import org.gridauthz.saz.decision.store.SubjectsFollower;
import org.gridauthz.web.Access;
import org.gridauthz.web.DecisionIds;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.SubjectIntake;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The decision, its wire, and the records of who came. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {
    @Bean
    BanBook banBook(DataSource database, ChangeLog changes, InstantSource clock) {
        return new BanBook(database, changes, clock);
    }

    @Bean
    RecordedSubjects recordedSubjects() {
        return new RecordedSubjects();
    }

    @Bean
    @Order(3)
    SubjectsFollower subjectsFollower(FollowerDatabase database, RecordedSubjects known, SazSettings settings) {
        return new SubjectsFollower(database.pool(), known, settings.rules().watched());
    }

    @Bean
    SubjectBook subjectBook(DataSource database, ChangeLog changes, InstantSource clock) {
        return new SubjectBook(database, changes, clock);
    }

    @Bean
    SiteDecider siteDecider(LiveBans bans, RecordedSubjects known, SazSettings settings) {
        return new SiteDecider(bans::index, known, settings.rules());
    }

    @Bean
    SightingQueue sightings(DataSource database, BanBook bans, SazSettings settings, InstantSource clock) {
        SightingLimits usual = SightingLimits.DEFAULT;
        return new SightingQueue(
                new JdbcSightings(database, new BanBatch(bans), settings.rules()),
                new SightingLimits(
                        usual.queue(),
                        usual.perFlush(),
                        usual.perCaller(),
                        settings.subjects(),
                        usual.again(),
                        usual.remembered()),
                clock);
    }

    @Bean
    Upkeep sightingUpkeep(SightingQueue sightings) {
        return new Upkeep("sightings")
                .every(1, TimeUnit.SECONDS, "record who came", sightings::flush)
                .every(10, TimeUnit.MINUTES, "count the recorded subjects", sightings::count)
                .atEnd(sightings::flush);
    }

    @Bean
    MeterBinder sightingMeters(SightingQueue sightings, LiveBans bans) {
        return registry -> {
            Gauge.builder("gridauthz.saz.sightings.dropped", sightings::dropped)
                    .description("Sightings that were not recorded")
                    .register(registry);
            Gauge.builder("gridauthz.saz.subjects", sightings::rows)
                    .description("Recorded subjects, as last counted")
                    .register(registry);
            Gauge.builder("gridauthz.bans", () -> bans.index().size())
                    .description("Bans in force")
                    .register(registry);
        };
    }

    @Bean
    DecisionCalls decisionCalls(
            SiteDecider decider,
            SubjectIntake intake,
            Access access,
            DecisionTrail trail,
            SightingQueue sightings,
            InstantSource clock) {
        return new DecisionCalls(decider, intake, access, new DecisionIds(), trail, sightings, clock);
    }

    @Bean
    ServletRegistrationBean<DecisionsServlet> decisionsServlet(DecisionCalls calls, KnowledgeCheck knowledge) {
        var servlet = new ServletRegistrationBean<>(new DecisionsServlet(calls, knowledge), "/api/v1/decisions");
        servlet.setName("decisions");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
