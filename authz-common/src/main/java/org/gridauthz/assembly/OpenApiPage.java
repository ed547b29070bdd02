package org.gridauthz.assembly;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * The description of an interface: what controllers show by themselves, and what a servlet of the hot path does from a
 * page written by hand, which names the service too.
 */
public final class OpenApiPage {
    private OpenApiPage() {}

    /** @param resource the page, in OpenAPI's YAML, beside that class */
    public static OpenApiCustomizer of(Class<?> beside, String resource) {
        OpenAPI page = read(beside, resource);
        return api -> {
            api.setInfo(page.getInfo());
            // Where an instance listens says nothing about the interface.
            api.setServers(List.of());
            page.getPaths().forEach(api.getPaths()::addPathItem);
            page.getComponents().getSchemas().forEach(api.getComponents()::addSchemas);
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        };
    }

    private static OpenAPI read(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            return Yaml31.mapper().readValue(Objects.requireNonNull(in, resource), OpenAPI.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
