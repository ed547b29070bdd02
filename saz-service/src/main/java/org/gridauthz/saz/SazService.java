package org.gridauthz.saz;

import org.gridauthz.assembly.ServiceAssembly;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** SAZ: may this identity use this site. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(SazSettings.class)
@Import(ServiceAssembly.class)
public class SazService {
    /** Starts the service. */
    public static void main(String[] arguments) {
        ServiceAssembly.start(SazService.class, arguments);
    }
}
