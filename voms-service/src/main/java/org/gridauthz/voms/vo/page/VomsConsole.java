package org.gridauthz.voms.vo.page;

import java.util.List;
import org.gridauthz.assembly.ConsoleMenu;
import org.gridauthz.web.page.ConsoleFrame.Link;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the console of VOMS has. */
@Configuration(proxyBeanMethods = false)
class VomsConsole {
    @Bean
    ConsoleMenu vomsMenu() {
        return new ConsoleMenu(List.of(new Link("Virtual organisations", "/console/vo")));
    }
}
