package org.gridauthz.gums.mapping.page;

import java.util.List;
import org.gridauthz.assembly.ConsoleMenu;
import org.gridauthz.web.page.ConsoleFrame.Link;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the console of GUMS has. */
@Configuration(proxyBeanMethods = false)
class GumsConsole {
    @Bean
    ConsoleMenu gumsMenu() {
        return new ConsoleMenu(List.of(
                new Link("Who is this?", "/console/who"),
                new Link("Pools", "/console/pools"),
                new Link("Policy", "/console/policy")));
    }
}
