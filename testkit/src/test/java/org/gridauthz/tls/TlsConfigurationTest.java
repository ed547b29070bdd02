package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A whole Spring Boot service over the listeners, from settings as an operator writes them. */
class TlsConfigurationTest {
    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(TlsConfiguration.class)
    static class Service {
        @Bean
        GridTrust trust(@Value("${anchors}") Path anchors) {
            return GridTrust.ofDirectory(
                    anchors, TrustSettings.defaults(), AttributeReader.NONE, java.time.InstantSource.system());
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Who who() {
            return new Who();
        }
    }

    @RestController
    static class Who {
        @GetMapping("/who")
        String who(HttpServletRequest request) {
            Caller caller = Caller.of(request);
            return caller == null ? "nobody" : caller.chain().subject().slash().text() + " by " + caller.listener();
        }
    }

    @Test
    void theServiceAnswersOnEveryListener() throws Exception {
        Site site = new Site(directory);
        try (ConfigurableApplicationContext service = start(site, Map.of())) {
            TlsListeners listeners = service.getBean(TlsListeners.class);
            int calls = Objects.requireNonNull(listeners.port("calls"));
            int health = Objects.requireNonNull(listeners.port("health"));
            var alice = site.person("Alice").sslContext();
            assertThat(Dialogue.ask(alice, calls, "TLSv1.3").body()).isEqualTo("/DC=org/DC=example/CN=Alice by calls");
            var nobody = GridHttpClient.context(site.trust);
            assertThat(Dialogue.ask(nobody, health, "TLSv1.3").status()).isEqualTo(404);
            assertThatThrownBy(() -> Dialogue.ask(nobody, calls, "TLSv1.3")).isInstanceOf(IOException.class);
            MeterRegistry meters = service.getBean(MeterRegistry.class);
            assertThat(meters.get("gridauthz.tls.host.certificate.seconds")
                            .gauge()
                            .value())
                    .isGreaterThan(3600);
            assertThat(meters.get("gridauthz.tls.refused").counters())
                    .anySatisfy(counter -> assertThat(counter.getId().getTags())
                            .extracting(Object::toString)
                            .contains("tag(listener=calls)", "tag(reason=chain-empty)"));
        }
    }

    @Test
    void everyMistakeInTheSettingsIsNamedAtOnce() {
        Site site = new Site(directory);
        assertThatThrownBy(() -> start(
                        site,
                        Map.of(
                                "gridauthz.tls.reread", "2m",
                                "gridauthz.tls.listeners[1].name", "calls",
                                "gridauthz.tls.listeners[1].paths", "ready")))
                .hasStackTraceContaining("reread must lie")
                .hasStackTraceContaining("each once: calls")
                .hasStackTraceContaining("paths begin with a slash");
    }

    private static ConfigurableApplicationContext start(Site site, Map<String, Object> also) {
        Map<String, Object> settings = new java.util.HashMap<>(Map.of(
                "anchors", site.anchors.directory().toString(),
                "server.port", "1",
                "gridauthz.tls.host-keys[0].certificate", site.rsa.certificate().toString(),
                "gridauthz.tls.host-keys[0].key", site.rsa.key().toString(),
                "gridauthz.tls.listeners[0].name", "calls",
                "gridauthz.tls.listeners[0].port", "0",
                "gridauthz.tls.listeners[1].name", "health",
                "gridauthz.tls.listeners[1].port", "0",
                "gridauthz.tls.listeners[1].client-certificate", "none",
                "gridauthz.tls.listeners[1].paths", "/live"));
        settings.putAll(also);
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.SERVLET)
                .properties(settings)
                .run();
    }
}
