package org.gridauthz.saz;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.gridauthz.ban.store.BanBatch;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanPages;
import org.gridauthz.ban.store.PastBans;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.saz.decision.SiteRules;
import org.gridauthz.saz.decision.store.Holders;
import org.gridauthz.saz.decision.store.SubjectBook;
import org.gridauthz.saz.officer.OfficerRules;
import org.gridauthz.saz.officer.store.LiftRequests;
import org.gridauthz.saz.officer.store.Past;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What officers write and read; their controllers are found beside it. */
@Configuration(proxyBeanMethods = false)
class OfficerConfiguration {
    @Bean
    OfficerRules officerRules(SazSettings settings) {
        return new OfficerRules(settings.fourEyesLifting());
    }

    @Bean
    SiteRules siteRules(SazSettings settings) {
        return settings.rules();
    }

    @Bean
    BanBatch banBatch(BanBook book) {
        return new BanBatch(book);
    }

    @Bean
    BanPages banPages(DataSource database) {
        return new BanPages(database);
    }

    @Bean
    Holders holders(DataSource database) {
        return new Holders(database);
    }

    @Bean
    LiftRequests liftRequests(DataSource database, ChangeLog changes, InstantSource clock) {
        return new LiftRequests(database, changes, clock);
    }

    @Bean
    Past past(BanPages pages, SubjectBook subjects, SiteRules rules) {
        return new Past(new PastBans(pages), subjects, rules);
    }
}
