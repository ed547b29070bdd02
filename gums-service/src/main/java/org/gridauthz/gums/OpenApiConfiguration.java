package org.gridauthz.gums;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the interface: what controllers show by themselves, and the mappings servlet from its own page. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    @Bean
    OpenApiCustomizer mappingsDescription() throws IOException {
        OpenAPI page;
        try (InputStream in = OpenApiConfiguration.class.getResourceAsStream("openapi/mappings.yaml")) {
            page = Yaml31.mapper().readValue(Objects.requireNonNull(in), OpenAPI.class);
        }
        return api -> {
            api.setInfo(page.getInfo());
            // Where an instance listens says nothing about the interface.
            api.setServers(List.of());
            page.getPaths().forEach(api.getPaths()::addPathItem);
            page.getComponents().getSchemas().forEach(api.getComponents()::addSchemas);
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        };
    }
}
