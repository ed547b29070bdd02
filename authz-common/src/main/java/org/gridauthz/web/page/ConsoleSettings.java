package org.gridauthz.web.page;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people reach the consoles of the site's services, each on its admin listener: what they link to. Left out, there is no link.
 */
@ConfigurationProperties("gridauthz.console")
public record ConsoleSettings(
        @Nullable URI gums, @Nullable URI saz, @Nullable URI voms) {}
