package org.gridauthz.loadtest.mappings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.gridauthz.gums.GumsService;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.tls.FastCrypto;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsListeners;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The process that is measured: GUMS as it ships, and beside it a Tomcat with one bare servlet behind the same kind of
 * listener, so that both have the same heap, compiler and moment. Arguments: the file to write the two ports to, the
 * database, the host's certificate, its key, the anchor, then those of GUMS.
 */
public final class MappingsServer {
    private MappingsServer() {}

    public static void main(String[] arguments) throws Exception {
        new Migrations(new DriverManagerDataSource(arguments[1])).migrate(Migrations.Folder.GUMS);
        JsseLimits.raise();
        FastCrypto.install();
        ConfigurableApplicationContext gums =
                new SpringApplicationBuilder(GumsService.class).run(Arrays.copyOfRange(arguments, 5, arguments.length));
        int bare = BareServer.start(Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
        int service = Objects.requireNonNull(gums.getBean(TlsListeners.class).port("service"));
        Path ports = Path.of(arguments[0]);
        Path whole = Files.writeString(ports.resolveSibling("ports.new"), service + " " + bare);
        Files.move(whole, ports);
    }
}
