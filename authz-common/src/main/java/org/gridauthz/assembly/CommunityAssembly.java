package org.gridauthz.assembly;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.gridauthz.community.rest.CommunitiesCalls;
import org.gridauthz.tls.AdmissionControl;
import org.gridauthz.web.rest.Admins;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Communities, shown. What holds them apart is assembled with the listeners. */
@Configuration(proxyBeanMethods = false)
class CommunityAssembly {
    @Bean
    CommunitiesCalls communitiesCalls(Admins admins, AdmissionControl control) {
        return new CommunitiesCalls(admins, control);
    }

    @Bean
    MeterBinder communityMeters(AdmissionControl control) {
        return new CommunityMeters(control);
    }
}
