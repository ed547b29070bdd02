package org.gridauthz.loadtest.banclock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.gridauthz.changes.Follower;
import org.gridauthz.tls.FastCrypto;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsListeners;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process of the run: a service as it ships. Arguments: which, the file to write its ports to, whether it follows, then those of the
 * service. With its follower stopped it knows what it read at its start and nothing since: the guard off.
 */
public final class ClockedInstance {
    private ClockedInstance() {}

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        JsseLimits.raise();
        FastCrypto.install();
        Class<?> service = Class.forName(
                arguments[0].equals("gums") ? "org.gridauthz.gums.GumsService" : "org.gridauthz.saz.SazService");
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(service).run(Arrays.copyOfRange(arguments, 3, arguments.length));
        Follower follower = context.getBean(Follower.class);
        if (!follower.awaitLoaded(Duration.ofMinutes(1))) {
            throw new IllegalStateException("the database was not read");
        }
        if (!Boolean.parseBoolean(arguments[2])) {
            follower.close();
        }
        TlsListeners listeners = context.getBean(TlsListeners.class);
        int port = Objects.requireNonNull(listeners.port("service"));
        int admin = Objects.requireNonNull(listeners.port("admin"));
        Path ports = Path.of(arguments[1]);
        Path whole = Files.writeString(ports.resolveSibling(ports.getFileName() + ".new"), port + " " + admin);
        Files.move(whole, ports);
    }
}
