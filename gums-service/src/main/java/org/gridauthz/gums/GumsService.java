package org.gridauthz.gums;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** GUMS: answers which local account a credential becomes at this site. */
@SpringBootApplication
public class GumsService {
    /** Starts the service; settings come from Spring Boot's configuration. */
    public static void main(String[] arguments) {
        SpringApplication.run(GumsService.class, arguments);
    }
}
