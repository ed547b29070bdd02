package org.gridauthz.web.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.gridauthz.trust.IdTokens;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The login at an OpenID provider, where one is configured. Providers are on the web: the system's anchors are believed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("gridauthz.console.login.issuer")
@EnableConfigurationProperties(LoginSettings.class)
public class LoginConfiguration {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Before the guard of the pages. */
    private static final int FIRST = -100;

    @Bean
    IdTokens idTokens(LoginSettings settings, InstantSource clock) throws NoSuchAlgorithmException {
        return IdTokens.start(given(settings.issuer(), "issuer"), settings.client(), SSLContext.getDefault(), clock);
    }

    @Bean
    FilterRegistrationBean<LoginDoor> loginDoor(LoginSettings settings, Admins admins, IdTokens tokens) {
        Provider provider = new Provider(
                given(settings.issuer(), "issuer"),
                settings.client(),
                secret(settings.secretFile()),
                String.join(" ", settings.scopes()),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
        FilterRegistrationBean<LoginDoor> door = new FilterRegistrationBean<>(
                new LoginDoor(admins, provider, tokens, settings.session(), settings.address()));
        door.setName("console-login");
        door.addUrlPatterns("/console", "/console/*");
        door.setOrder(FIRST);
        return door;
    }

    private static <T> T given(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("gridauthz.console.login." + name + " is required for logins");
        }
        return value;
    }

    private static @Nullable String secret(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            return Files.readAllLines(file).getFirst().strip();
        } catch (IOException e) {
            throw new UncheckedIOException("gridauthz.console.login.secret-file: " + file, e);
        }
    }
}
