package org.gridauthz.tls;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Communities: see docs/communities.md.
 *
 * @param communities the file; absent or {@code off}: everybody is one community and nothing is scheduled
 * @param admission off: the file is read, but nothing is limited, as if there were none
 */
@ConfigurationProperties("gridauthz")
public record AdmissionSettings(
        @Nullable String communities, @DefaultValue("true") boolean admission) {
    private static final Set<String> OFF = Set.of("", "off", "false");

    /** The file, null for none. */
    public @Nullable Path file() {
        return communities == null || OFF.contains(communities) ? null : Path.of(communities);
    }
}
