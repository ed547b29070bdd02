package org.gridauthz.voms;

import java.util.Set;
import org.gridauthz.assembly.Unfollowed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What VOMS leaves alone: others' changes. */
@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {
    @Bean
    Unfollowed unfollowed() {
        return new Unfollowed(Set.of(
                "policy", "manual-members", "manual-accounts", "member-list", "lease-release", "pool-accounts", "saz"));
    }
}
