package org.gridauthz.loadtest.site;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.TestSite;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** A site with a database and token keys, where services are started to be loaded. Processes and files are gone when it is closed. */
public final class LoadSite implements AutoCloseable {
    /** The policy that GUMS starts with; its pool is large enough for a storm of people never seen. */
    static final String POLICY = """
        format: 1
        pools:
          - {name: dune, accounts: dune00001-20000, recycleAfter: 60d}
          - {name: storm, accounts: storm00001-50000, recycleAfter: 60d}
        groups:
          - {name: storm, voms: {group: /dune/storm, match: vogroup}}
          - {name: dune-production, voms: {group: /dune, role: production, match: exact}}
          - {name: dune-members, voms: {group: /dune, match: vo}}
        mappers:
          - {name: storm, pool: storm, primaryGroup: dune}
          - {name: dune-production, account: dunepro, primaryGroup: dune}
          - {name: dune-members, pool: dune, primaryGroup: dune}
        mappings:
          - {name: storm, groups: storm, mappers: storm}
          - {name: dune-production, groups: dune-production, mappers: dune-production}
          - {name: dune-members, groups: dune-members, mappers: dune-members}
        hosts:
          - {cn: ["*.*.*", "*.*", "*"], mappings: [storm, dune-production, dune-members]}
        """;

    private final TestSite test;
    private final DatabaseServer database;
    private final TokenKeys tokens;
    private final List<String> arguments;
    private final Path anchor;
    private final TestCredential ecHost;
    private final List<Instance> instances = new ArrayList<>();

    private LoadSite(TestSite test, DatabaseServer database, TokenKeys tokens) throws IOException {
        this.test = test;
        this.database = database;
        this.tokens = tokens;
        this.anchor = Files.writeString(
                test.directory().resolve("anchor.pem"), Pem.certificates(List.of(test.ca.certificate())));
        this.ecHost = test.ca
                .request("/DC=org/DC=gridauthz/CN=localhost")
                .host("localhost", "127.0.0.1")
                .key(KeyKind.EC_P256)
                .issue();
        Path policy = Files.writeString(test.directory().resolve("policy.yaml"), POLICY);
        Path ecCertificate = ecHost.writeChain(test.directory().resolve("host-ec.pem"));
        Path ecKey = ecHost.writeKey(test.directory().resolve("host-ec.key"));
        this.arguments = Stream.concat(
                        test.arguments(database.url()).stream(),
                        Stream.of(
                                "--gridauthz.tls.host-keys[1].certificate=" + ecCertificate,
                                "--gridauthz.tls.host-keys[1].key=" + ecKey,
                                "--gridauthz.initial-policy=" + policy,
                                "--gridauthz.token-issuers[0].url=" + tokens.issuer(),
                                "--gridauthz.token-issuers[0].vo=dune",
                                "--gridauthz.token-issuers[0].audiences=" + TokenKeys.AUDIENCE))
                .toList();
    }

    /** @param loader where the database runs: it is not what is measured */
    public static LoadSite start(Placement loader) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        TestSite test = new TestSite(Files.createTempDirectory("gridauthz-load"));
        DatabaseServer database = DatabaseServer.start(test.directory(), loader);
        try {
            new Migrations(new DriverManagerDataSource(database.url())).migrate(Migrations.Folder.values());
            return new LoadSite(test, database, TokenKeys.serve());
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Starts services side by side and waits for all. */
    public List<Instance> start(List<Instance.Wanted> wanted) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (Instance.Wanted one : wanted) {
                processes.add(Instance.begin(one, this));
            }
            List<Instance> started = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                started.add(Instance.await(wanted.get(i), processes.get(i), this));
            }
            instances.addAll(started);
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            processes.forEach(Process::destroyForcibly);
            throw e;
        }
    }

    public TestSite test() {
        return test;
    }

    public DatabaseServer database() {
        return database;
    }

    public TokenKeys tokens() {
        return tokens;
    }

    /** The CA's certificate, PEM. */
    public Path anchor() {
        return anchor;
    }

    /** The host's second credential; the services serve it beside the RSA one. */
    public TestCredential ecHost() {
        return ecHost;
    }

    /** What each service is started with. */
    public List<String> arguments() {
        return arguments;
    }

    /** The same with one host credential only. */
    public List<String> arguments(boolean ec) {
        String dropped = "--gridauthz.tls.host-keys[" + (ec ? 0 : 1) + "]";
        return arguments.stream()
                .filter(one -> !one.startsWith(dropped))
                .map(one -> one.replace("host-keys[1]", "host-keys[0]"))
                .toList();
    }

    /** The host's RSA credential. */
    public TestCredential rsaHost() {
        return Pem.read(List.of(), test.certificate(), test.key());
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        database.close();
        tokens.close();
        try {
            FileSystemUtils.deleteRecursively(test.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
