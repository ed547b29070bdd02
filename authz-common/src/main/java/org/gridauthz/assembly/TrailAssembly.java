package org.gridauthz.assembly;

import org.gridauthz.audit.store.DecisionFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where decisions are recorded. */
@Configuration(proxyBeanMethods = false)
class TrailAssembly {
    @Bean
    DecisionFile decisionFile(SiteSettings settings, @Value("${spring.application.name}") String service) {
        return new DecisionFile(
                settings.decisions().directory().resolve(service + "-decisions.jsonl"), DecisionFile.Limits.standard());
    }
}
