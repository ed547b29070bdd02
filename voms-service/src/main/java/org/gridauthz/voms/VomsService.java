package org.gridauthz.voms;

import org.gridauthz.assembly.ServiceAssembly;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** VOMS: in which groups and roles is this person. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
@Import(ServiceAssembly.class)
public class VomsService {
    /** Starts the service. */
    public static void main(String[] arguments) {
        ServiceAssembly.start(VomsService.class, arguments);
    }
}
