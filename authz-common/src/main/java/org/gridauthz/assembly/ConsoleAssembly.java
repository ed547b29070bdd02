package org.gridauthz.assembly;

import java.util.List;
import java.util.Locale;
import org.gridauthz.web.page.CommonPages;
import org.gridauthz.web.page.ConsoleFrame;
import org.gridauthz.web.page.ConsoleFrame.Link;
import org.gridauthz.web.page.ConsoleGuard;
import org.gridauthz.web.page.ConsoleSettings;
import org.gridauthz.web.rest.Admins;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The web console's frame, guard and common pages; a service adds its own with a {@link ConsoleMenu}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
class ConsoleAssembly {
    @Bean
    FilterRegistrationBean<ConsoleGuard> consoleGuard(Admins admins) {
        FilterRegistrationBean<ConsoleGuard> guard = new FilterRegistrationBean<>(new ConsoleGuard(admins));
        guard.setName("console-guard");
        guard.addUrlPatterns("/console", "/console/*");
        return guard;
    }

    @Bean
    ConsoleFrame consoleFrame(
            Admins admins,
            ConsoleSettings settings,
            ObjectProvider<ConsoleMenu> menu,
            @Value("${spring.application.name}") String service) {
        List<Link> links = menu.stream().flatMap(one -> one.links().stream()).toList();
        return new ConsoleFrame(admins, service.toUpperCase(Locale.ROOT), links, settings);
    }

    @Bean
    CommonPages commonPages(ObjectProvider<ConsoleMenu> menu) {
        return new CommonPages(menu.stream()
                .flatMap(one -> one.links().stream())
                .map(Link::href)
                .findFirst()
                .orElse("/console/instances"));
    }
}
