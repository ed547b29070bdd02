package org.gridauthz.saz.officer.page;

import java.util.List;
import org.gridauthz.assembly.ConsoleMenu;
import org.gridauthz.web.page.ConsoleFrame.Link;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the console of SAZ has. */
@Configuration(proxyBeanMethods = false)
class OfficerConsole {
    @Bean
    ConsoleMenu sazMenu() {
        return new ConsoleMenu(List.of(
                new Link("Who is this?", "/console/who"),
                new Link("Bans", "/console/bans"),
                new Link("Lifts to confirm", "/console/bans/waiting")));
    }
}
