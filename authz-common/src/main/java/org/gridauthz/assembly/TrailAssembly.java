package org.gridauthz.assembly;

import java.nio.file.Path;
import org.gridauthz.audit.rest.RecordedDecisions;
import org.gridauthz.audit.store.DecisionFile;
import org.gridauthz.audit.store.KeptDecisions;
import org.gridauthz.changes.Follower;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where decisions are recorded. */
@Configuration(proxyBeanMethods = false)
class TrailAssembly {
    @Bean
    DecisionFile decisionFile(SiteSettings settings, @Value("${spring.application.name}") String service) {
        return new DecisionFile(file(settings, service), DecisionFile.Limits.standard());
    }

    @Bean
    RecordedDecisions recordedDecisions(
            SiteSettings settings,
            @Value("${spring.application.name}") String service,
            DecisionFile trail,
            Follower follower) {
        return new RecordedDecisions(new KeptDecisions(file(settings, service), trail), follower::freshness);
    }

    private static Path file(SiteSettings settings, String service) {
        return settings.decisions().directory().resolve(service + "-decisions.jsonl");
    }
}
