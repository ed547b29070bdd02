package org.gridauthz.voms;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.voms.attribute.Authorities;
import org.gridauthz.voms.standing.MemberMemory;
import org.gridauthz.voms.vo.exchange.Applicants;
import org.gridauthz.voms.vo.exchange.Rolls;
import org.gridauthz.voms.vo.exchange.VomsAdminTerms;
import org.gridauthz.voms.vo.store.Acls;
import org.gridauthz.voms.vo.store.Attributes;
import org.gridauthz.voms.vo.store.Belonging;
import org.gridauthz.voms.vo.store.Callers;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.voms.vo.store.Institutions;
import org.gridauthz.voms.vo.store.Intake;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.Register;
import org.gridauthz.voms.vo.store.StoredAuthorities;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores of VOs. */
@Configuration(proxyBeanMethods = false)
class VoConfiguration {
    @Bean
    VoLedger voLedger(DataSource database, ChangeLog changes, InstantSource clock) {
        return new VoLedger(database, changes, clock);
    }

    @Bean
    Vos vos(VoLedger ledger) {
        return new Vos(ledger);
    }

    @Bean
    Groups groups(VoLedger ledger) {
        return new Groups(ledger);
    }

    @Bean
    Acls acls(VoLedger ledger, Groups groups) {
        return new Acls(ledger, groups);
    }

    @Bean
    Identities identities(VoLedger ledger) {
        return new Identities(ledger);
    }

    @Bean
    People people(VoLedger ledger, Identities identities) {
        return new People(ledger, identities);
    }

    @Bean
    Belonging belonging(VoLedger ledger, People people, Groups groups) {
        return new Belonging(ledger, people, groups);
    }

    @Bean
    Attributes attributes(VoLedger ledger, People people, Groups groups) {
        return new Attributes(ledger, people, groups);
    }

    @Bean
    Institutions institutions(VoLedger ledger, People people) {
        return new Institutions(ledger, people);
    }

    @Bean
    Intake intake(
            VoLedger ledger,
            People people,
            Identities identities,
            Groups groups,
            Belonging belonging,
            Attributes attributes,
            Institutions institutions) {
        return new Intake(ledger, people, identities, groups, belonging, attributes, institutions);
    }

    @Bean
    Rolls rolls(
            Intake intake,
            Register register,
            Attributes attributes,
            Institutions institutions,
            VoLedger ledger,
            Vos vos,
            Acls acls,
            Applicants applicants,
            InstantSource clock) {
        VomsAdminTerms terms = new VomsAdminTerms(ledger, vos, acls, applicants);
        return new Rolls(intake, register, attributes, institutions, terms, clock);
    }

    @Bean
    Register register(DataSource database, InstantSource clock) {
        return new Register(database, clock);
    }

    @Bean
    Callers callers(DataSource database, InstantSource clock) {
        return new Callers(database, clock);
    }

    @Bean
    Authorities storedAuthorities(Vos vos, MemberMemory memory) {
        return new StoredAuthorities(vos, memory::vos);
    }
}
