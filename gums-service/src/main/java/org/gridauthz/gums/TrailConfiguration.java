package org.gridauthz.gums;

import org.gridauthz.audit.store.DecisionFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where decisions are recorded. */
@Configuration(proxyBeanMethods = false)
class TrailConfiguration {
    @Bean
    DecisionFile decisionFile(GumsSettings settings) {
        return new DecisionFile(
                settings.decisions().directory().resolve("gums-decisions.jsonl"), DecisionFile.Limits.standard());
    }
}
