package org.gridauthz.gums;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a site sets for GUMS alone; see {@link org.gridauthz.assembly.SiteSettings} for the rest.
 *
 * @param quarantine how long a released pool account rests; the same on all instances
 * @param initialPolicy a policy document that becomes version 1 where the database has none yet
 */
@ConfigurationProperties("gridauthz")
record GumsSettings(
        @DefaultValue("24h") Duration quarantine, @Nullable Path initialPolicy) {}
