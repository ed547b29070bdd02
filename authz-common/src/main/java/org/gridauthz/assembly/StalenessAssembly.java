package org.gridauthz.assembly;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Staleness;
import org.gridauthz.changes.Staleness.Rule;
import org.gridauthz.changes.Staleness.Then;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when knowledge grows old. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StalenessAssembly.Settings.class)
class StalenessAssembly {
    /**
     * {@code gridauthz.staleness}.
     *
     * @param after S₂ where a listener says nothing else
     * @param then what happens above it: a grid that goes on by what was known a quarter of an hour ago is the better
     *     default, since the alternative is to stop every job of a site whose databases are away
     * @param listeners those that differ, by the listener's name
     */
    @ConfigurationProperties("gridauthz.staleness")
    record Settings(
            @DefaultValue("15m") Duration after,
            @DefaultValue("STALE") Then then,
            @DefaultValue Map<String, Rule> listeners) {}

    @Bean
    Staleness staleness(Settings settings) {
        return new Staleness(new Rule(settings.after(), settings.then()), new HashMap<>(settings.listeners()));
    }

    @Bean
    KnowledgeCheck knowledgeCheck(Follower follower, Staleness staleness) {
        return new KnowledgeCheck(follower, staleness);
    }
}
