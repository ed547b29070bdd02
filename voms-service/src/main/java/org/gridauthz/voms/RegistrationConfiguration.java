package org.gridauthz.voms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.jobs.Claims;
import org.gridauthz.voms.registration.mail.Postman;
import org.gridauthz.voms.registration.store.Admission;
import org.gridauthz.voms.registration.store.ApplicationIntake;
import org.gridauthz.voms.registration.store.Applications;
import org.gridauthz.voms.registration.store.AuditTrail;
import org.gridauthz.voms.registration.store.CleaningRound;
import org.gridauthz.voms.registration.store.DutyRound;
import org.gridauthz.voms.registration.store.Erasure;
import org.gridauthz.voms.registration.store.Outbox;
import org.gridauthz.voms.registration.store.Signatures;
import org.gridauthz.voms.registration.store.Suspensions;
import org.gridauthz.voms.vo.store.Belonging;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Registration: its stores and what comes round. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistrationSettings.class)
class RegistrationConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationConfiguration.class);

    @Bean
    Outbox outbox(VoLedger ledger) {
        return new Outbox(ledger);
    }

    @Bean
    AuditTrail auditTrail(VoLedger ledger) {
        return new AuditTrail(ledger);
    }

    @Bean
    Signatures signatures(VoLedger ledger, Vos vos, People people, Outbox outbox) {
        return new Signatures(ledger, vos, people, outbox);
    }

    @Bean
    Suspensions suspensions(VoLedger ledger, Vos vos, People people, Outbox outbox) {
        return new Suspensions(ledger, vos, people, outbox);
    }

    @Bean
    Erasure erasure(VoLedger ledger, People people, Identities identities) {
        return new Erasure(ledger, people, identities);
    }

    @Bean
    Admission admission(
            VoLedger ledger,
            People people,
            Identities identities,
            Groups groups,
            Belonging belonging,
            Signatures signatures,
            Erasure erasure,
            Outbox outbox) {
        return new Admission(ledger, people, identities, groups, belonging, signatures, erasure, outbox);
    }

    @Bean
    Applications applications(VoLedger ledger, Vos vos, Admission admission) {
        return new Applications(ledger, vos, admission);
    }

    @Bean
    ApplicationIntake applicationIntake(VoLedger ledger, Vos vos, Identities identities, Admission admission) {
        return new ApplicationIntake(ledger, vos, identities, admission);
    }

    @Bean
    DutyRound dutyRound(VoLedger ledger, Vos vos, People people, Erasure erasure, Outbox outbox) {
        return new DutyRound(ledger, vos, people, erasure, outbox);
    }

    @Bean
    CleaningRound cleaningRound(VoLedger ledger, Vos vos, Applications applications, Erasure erasure) {
        return new CleaningRound(ledger, vos, applications, erasure);
    }

    @Bean
    Upkeep registrationUpkeep(
            RegistrationSettings settings,
            Claims claims,
            InstantSource clock,
            DutyRound duties,
            CleaningRound cleaning) {
        Duration every = settings.dutiesEvery();
        return new Upkeep("registration").every(every.toMillis(), TimeUnit.MILLISECONDS, "look through people", () -> {
            claimed(claims, "voms-duties", every, clock, duties::run);
            claimed(claims, "voms-cleaning", every, clock, cleaning::run);
        });
    }

    /** A thread of its own: a slow mail server holds up no suspension. */
    @Bean
    Upkeep mailUpkeep(
            RegistrationSettings settings,
            Claims claims,
            InstantSource clock,
            Outbox outbox,
            ObjectProvider<JavaMailSender> server) {
        Upkeep upkeep = new Upkeep("mail");
        JavaMailSender sender = server.getIfAvailable();
        if (sender == null) {
            LOG.warn("no SMTP server is set (spring.mail.host): mail waits in the outbox");
            return upkeep;
        }
        Postman postman = new Postman(outbox, sender, settings.mailFrom(), clock);
        Duration every = settings.mailEvery();
        return upkeep.every(
                every.toMillis(),
                TimeUnit.MILLISECONDS,
                "send mail",
                () -> claimed(claims, "voms-mail", every, clock, postman::run));
    }

    private static void claimed(Claims claims, String job, Duration every, InstantSource clock, Runnable run) {
        Instant now = clock.instant();
        long slot = now.toEpochMilli() / every.toMillis();
        if (claims.claim(job, slot, now, every.multipliedBy(2))) {
            run.run();
            claims.finished(job, slot, clock.instant());
        }
    }
}
