package org.gridauthz.gums;

import org.gridauthz.assembly.ServiceAssembly;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** GUMS: answers which local account a credential becomes at this site. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(GumsSettings.class)
@Import(ServiceAssembly.class)
public class GumsService {
    /** Starts the service. */
    public static void main(String[] arguments) {
        ServiceAssembly.start(GumsService.class, arguments);
    }
}
