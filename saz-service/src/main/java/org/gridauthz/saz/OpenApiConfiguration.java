package org.gridauthz.saz;

import org.gridauthz.assembly.OpenApiPage;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the interface at {@code /api/v1/openapi.json}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    @Bean
    OpenApiCustomizer decisionsDescription() {
        return OpenApiPage.of(OpenApiConfiguration.class, "openapi/decisions.yaml");
    }
}
