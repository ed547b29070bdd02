package org.gridauthz.voms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.port.VoPorts;
import org.jspecify.annotations.Nullable;

/** The service with the VOs "dune" and "cms" on ports of this machine, and the files that its clients need. */
public final class VomsPlace implements AutoCloseable {
    public final TestSite site;
    public final RunningService service;
    private final @Nullable TestMembers members;
    public final int dune = freePort();
    public final int cms = freePort();
    public final Path directory;

    private final Path vomses;

    /**
     * With members that a test puts there.
     *
     * @param databaseUrl with user and word inside; migrated
     */
    public VomsPlace(Path directory, String databaseUrl, String... more) {
        this(TestMembers.Service.class, directory, databaseUrl, more);
    }

    /** The service as it ships, whose members are in the tables. */
    public static VomsPlace stored(Path directory, String databaseUrl, String... more) {
        return new VomsPlace(VomsService.class, directory, databaseUrl, more);
    }

    private VomsPlace(Class<?> main, Path directory, String databaseUrl, String... more) {
        this.directory = directory;
        site = new TestSite(directory);
        List<String> arguments = new ArrayList<>(List.of(
                "--gridauthz.authority.host=localhost",
                "--gridauthz.authority.vos[0].name=dune",
                "--gridauthz.authority.vos[0].port=" + dune,
                "--gridauthz.authority.vos[1].name=cms",
                "--gridauthz.authority.vos[1].port=" + cms));
        arguments.addAll(List.of(more));
        service = new RunningService(main, site, databaseUrl, arguments.toArray(String[]::new));
        members = main == TestMembers.Service.class ? service.part(TestMembers.class) : null;
        await(() -> service.part(VoPorts.class).authorities().size() == 2);
        vomses = write("vomses", "/api/v1/vomses");
        write("vomsdir/dune/localhost.lsc", "/api/v1/vos/dune/lsc");
        write("vomsdir/cms/localhost.lsc", "/api/v1/vos/cms/lsc");
    }

    /** Where a test puts members. */
    public TestMembers members() {
        return Objects.requireNonNull(members, "the members are in the tables");
    }

    /** Fetches a file from the service and puts it where clients look. */
    private Path write(String file, String path) {
        try {
            Path place = directory.resolve(file);
            Files.createDirectories(place.getParent());
            return Files.writeString(place, service.get(site.alice, path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A free port, as far as one can know. */
    public static int freePort() {
        try {
            return FreePort.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits, a quarter of a minute at most. */
    public static void await(java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(15));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("it did not come to pass");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The person's command: certificate, key and everything else are where she would have them. */
    public Desk desk(TestCredential person) {
        return new Desk(person);
    }

    /** Somebody at her keyboard. */
    public final class Desk {
        private final Map<String, String> environment = new HashMap<>();
        private final Path proxy;
        private String output = "";
        private final Path home;

        private Desk(TestCredential person) {
            try {
                home = Files.createTempDirectory(directory, "home");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            proxy = home.resolve("proxy.pem");
            environment.put("HOME", home.toString());
            environment.put("X509_CERT_DIR", site.anchors().toString());
            environment.put("X509_VOMS_DIR", site.vomsdir().toString());
            environment.put("VOMS_USERCONF", vomses.toString());
            environment.put(
                    "X509_USER_CERT",
                    person.writeChain(home.resolve("usercert.pem")).toString());
            environment.put(
                    "X509_USER_KEY",
                    person.writeKey(home.resolve("userkey.pem")).toString());
        }

        /** Gets a proxy with {@code voms-proxy-init2}, the C client, or {@code voms-proxy-init3}, the Java one. */
        public ClientRun init(int client, String... options) {
            List<String> all = new ArrayList<>(List.of("voms-proxy-init" + client));
            all.addAll(List.of(options));
            all.addAll(List.of("-hours", "10", "-out", proxy.toString()));
            if (client == 3) {
                all.addAll(List.of("-vomses", vomses.toString()));
            }
            return ClientRun.of(environment, all);
        }

        /**
         * Gets an attribute certificate with the C client and an existing proxy. Told {@code -noregen}, Debian's makes no proxy
         * of a proxy: it says "Parameters unset!" or forgets to write it, whichever server answered.
         */
        public byte[] separate(String voms) {
            Path ac = home.resolve("ac.pem");
            ClientRun run = ClientRun.of(
                    environment,
                    List.of("voms-proxy-init2", "-noregen", "-voms", voms, "-hours", "10", "-separate", ac.toString()));
            try {
                String text = run.exit() == 0 ? Files.readString(ac) : "";
                output = run.output();
                return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What the last client said that got an attribute certificate alone. */
        public String output() {
            return output;
        }

        /** What {@code voms-proxy-info2} or {@code voms-proxy-info3} says of the proxy. */
        public String info(int client, String... options) {
            List<String> all = new ArrayList<>(List.of("voms-proxy-info" + client, "-file", proxy.toString()));
            all.addAll(List.of(options));
            ClientRun run = ClientRun.of(environment, all);
            if (run.exit() != 0) {
                throw new AssertionError(run.output());
            }
            return run.output();
        }

        /** The proxy obtained. */
        public TestCredential proxy() {
            return Pem.read(List.of(), proxy);
        }

        /** With an existing proxy, from which clients make another one beside it when they are told {@code -noregen}. */
        public Desk with(TestCredential existing) {
            environment.put(
                    "X509_USER_PROXY",
                    existing.writeProxy(home.resolve("existing.pem")).toString());
            return this;
        }
    }

    /** The CA of everybody here. */
    public TestCa ca() {
        return site.ca;
    }

    @Override
    public void close() {
        service.close();
    }
}
