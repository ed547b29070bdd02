package org.gridauthz.tracing;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go, and which.
 *
 * @param endpoint of a collector that takes OTLP over HTTP; {@code /v1/traces} is added where it has no path
 * @param certificates whom to believe behind an {@code https} endpoint, PEM; null: the runtime's own
 * @param share of the calls that get a span, 0 to 1, unless a trusted caller decides
 * @param continueFrom listeners whose callers' {@code traceparent} is believed: a span then belongs to their trace, and whether
 *     there is one is for them to say
 * @param waiting how many spans may wait for the collector; what comes on top is dropped
 */
@ConfigurationProperties("gridauthz.traces")
public record TraceSettings(
        URI endpoint,
        @Nullable Path certificates,
        @DefaultValue("0.01") double share,
        @DefaultValue Set<String> continueFrom,
        @DefaultValue("2048") int waiting) {
    private static final String PATH = "/v1/traces";
    private static final int MOST_WAITING = 100_000;

    public TraceSettings {
        if (!("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                || endpoint.getHost() == null) {
            throw new IllegalArgumentException("gridauthz.traces.endpoint is an http or https URL: " + endpoint);
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("gridauthz.traces.share lies between 0 and 1: " + share);
        }
        if (waiting < 1 || waiting > MOST_WAITING) {
            throw new IllegalArgumentException("gridauthz.traces.waiting lies between 1 and " + MOST_WAITING);
        }
        continueFrom = Set.copyOf(continueFrom);
    }

    /** Where they are posted to. */
    String url() {
        String path = endpoint.getPath();
        return path == null || path.isEmpty() || path.equals("/")
                ? endpoint.resolve(PATH).toString()
                : endpoint.toString();
    }
}
