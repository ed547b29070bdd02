package org.gridauthz.assembly;

import org.gridauthz.tls.FastCrypto;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsConfiguration;
import org.gridauthz.web.login.LoginConfiguration;
import org.gridauthz.web.rest.RestConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import sun.misc.Signal;

/** Everything that services share, in one import. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiteSettings.class)
@Import({
    TlsConfiguration.class,
    RestConfiguration.class,
    TrustAssembly.class,
    ChangesAssembly.class,
    RightsAssembly.class,
    StalenessAssembly.class,
    SnapshotAssembly.class,
    InstancesAssembly.class,
    BansAssembly.class,
    CommunityAssembly.class,
    TrailAssembly.class,
    TracesAssembly.class,
    HealthAssembly.class,
    DrainAssembly.class,
    MetricsAssembly.class,
    ConsoleAssembly.class,
    LoginConfiguration.class
})
public class ServiceAssembly {
    /** Starts a service; settings come from Spring Boot's configuration. */
    public static void start(Class<?> service, String... arguments) {
        JsseLimits.raise();
        FastCrypto.install();
        SpringApplication.run(service, arguments);
        // Asked to stop, it stops in order and says 0: by itself a JVM says 143, which looks like a failure to whoever
        // asked.
        Signal.handle(new Signal("TERM"), signal -> new Thread(() -> System.exit(0), "stop").start());
    }
}
