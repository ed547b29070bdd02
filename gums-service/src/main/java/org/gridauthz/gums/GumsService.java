package org.gridauthz.gums;

import org.gridauthz.tls.FastCrypto;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsConfiguration;
import org.gridauthz.web.rest.RestConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** GUMS: answers which local account a credential becomes at this site. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(GumsSettings.class)
@Import({TlsConfiguration.class, RestConfiguration.class})
public class GumsService {
    /** Starts the service; settings come from Spring Boot's configuration. */
    public static void main(String[] arguments) {
        JsseLimits.raise();
        FastCrypto.install();
        SpringApplication.run(GumsService.class, arguments);
    }
}
