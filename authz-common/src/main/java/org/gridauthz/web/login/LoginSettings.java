package org.gridauthz.web.login;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people log in to the console who show no certificate. Without an issuer nobody can; with one the admin listener has to take connections
 * without certificate too ({@code client-certificate: wanted}).
 *
 * @param issuer the OpenID provider, exactly as it names itself
 * @param client the name by which it knows us
 * @param secretFile its first line is our secret there; without it we are a public client, and PKCE alone binds the code to us
 * @param address where browsers reach this console, {@code https://HOST:PORT}; without it as each one did. The provider has to know {@code
 *     /console/login/back} there
 * @param session how long a login lasts; half an hour without a page ends it too
 */
@ConfigurationProperties("gridauthz.console.login")
public record LoginSettings(
        @Nullable String issuer,
        @DefaultValue("gridauthz") String client,
        @Nullable Path secretFile,
        @Nullable URI address,
        @DefaultValue("openid") List<String> scopes,
        @DefaultValue("8h") Duration session) {}
