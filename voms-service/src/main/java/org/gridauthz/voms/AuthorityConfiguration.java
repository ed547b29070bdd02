package org.gridauthz.voms;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.tls.HostCredentialException;
import org.gridauthz.tls.TlsPorts;
import org.gridauthz.tls.TlsSettings;
import org.gridauthz.voms.attribute.Authorities;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.port.AnswerTrail;
import org.gridauthz.voms.port.AuthorityKeys;
import org.gridauthz.voms.port.KeyFiles;
import org.gridauthz.voms.port.Sightings;
import org.gridauthz.voms.port.VoPorts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The VO ports and what they sign with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthoritySettings.class)
class AuthorityConfiguration {
    @Bean
    AuthorityKeys authorityKeys(AuthoritySettings settings, TlsSettings tls, InstantSource clock)
            throws HostCredentialException {
        KeyFiles keys = settings.keys();
        return new AuthorityKeys(
                keys == null ? rsaHostKey(tls) : keys, settings.nextKeys(), settings.nextKeysFrom(), clock);
    }

    @Bean
    MeterBinder authorityMeters(AuthorityKeys keys) {
        return registry -> {
            Gauge.builder("gridauthz.authority.certificate.seconds", keys, AuthorityKeys::secondsLeft)
                    .description("Seconds until the attribute authority has nothing to sign with any more")
                    .register(registry);
            Gauge.builder("gridauthz.authority.certificate.alarm", keys, it -> it.alarm() == null ? 0 : 1)
                    .description("1 while the attribute authority's new key files cannot be used")
                    .register(registry);
        };
    }

    @Bean
    AnswerTrail answerTrail(DecisionTrail trail, MeterRegistry meters, Sightings sightings, InstantSource clock) {
        return new AnswerTrail(trail, meters, sightings, clock);
    }

    @Bean
    VoPorts voPorts(
            AuthoritySettings settings,
            ObjectProvider<Authorities> others,
            Memberships members,
            AuthorityKeys keys,
            TlsPorts tls,
            AnswerTrail trail,
            InstantSource clock) {
        Authorities own = settings::authorities;
        List<Authorities> sources =
                Stream.concat(Stream.of(own), others.orderedStream()).toList();
        VoPorts.Limits limits = new VoPorts.Limits(
                settings.address(), settings.maxConnections(), settings.threads(), settings.deadline());
        return new VoPorts(limits, sources, members, keys, tls, trail, clock);
    }

    @Bean
    Upkeep portUpkeep(VoPorts ports, AuthorityKeys keys) {
        return new Upkeep("ports")
                .every(20, TimeUnit.SECONDS, "look at the attribute authority's keys", keys::look)
                .every(3, TimeUnit.SECONDS, "bring the VO ports in line", ports::look);
    }

    /** The first host key that an attribute authority can sign with. */
    private static KeyFiles rsaHostKey(TlsSettings tls) throws HostCredentialException {
        HostCredentialException last = new HostCredentialException("there is no host key to sign with", null);
        for (TlsSettings.HostKey pair : tls.hostKeys()) {
            KeyFiles files = new KeyFiles(pair.certificate(), pair.key(), null);
            try {
                var unused = new AuthorityKeys(files, null, null, InstantSource.system());
                return files;
            } catch (HostCredentialException e) {
                last = e;
            }
        }
        throw last;
    }
}
