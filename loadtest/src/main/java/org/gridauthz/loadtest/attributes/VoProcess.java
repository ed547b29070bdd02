package org.gridauthz.loadtest.attributes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.TestSite;

/**
 * {@link VoServer} in a process of its own.
 *
 * @param small the port of the small VO
 * @param large that of the large one
 */
record VoProcess(Process process, int small, int large) implements AutoCloseable {
    /** Nothing is left of it when the process ends. */
    static final String MEMORY =
            "jdbc:h2:mem:load;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;USER=sa";

    /** Starts it and waits until it is filled. */
    static VoProcess start(
            TestSite site,
            String database,
            int members,
            int groups,
            List<String> options,
            Placement placement,
            List<String> settings)
            throws IOException, InterruptedException {
        Path ready = site.directory().resolve("ready");
        Path log = site.directory().resolve("server.log");
        System.out.println("the server's log: " + log);
        int small = FreePort.take();
        int large = FreePort.take();
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + (members > 10_000 ? "1g" : "512m")));
        jvm.addAll(options);
        List<String> command = new ArrayList<>(List.of(
                ready.toString(),
                database,
                Integer.toString(members),
                Integer.toString(groups),
                site.alice.slashName(),
                "/DC=org/DC=gridauthz/CN=Test CA"));
        command.addAll(site.arguments(database));
        // A P-256 certificate for handshakes beside the RSA one, which signs.
        TestCredential host = site.ca
                .request("/DC=org/DC=gridauthz/CN=localhost")
                .key(KeyKind.EC_P256)
                .host("localhost")
                .issue();
        command.add("--gridauthz.tls.host-keys[1].certificate="
                + host.writeChain(site.directory().resolve("p256.pem")));
        command.add("--gridauthz.tls.host-keys[1].key="
                + host.writeKey(site.directory().resolve("p256.key")));
        command.addAll(port(0, "small", small));
        if (members > 0) {
            command.addAll(port(1, "large", large));
        }
        command.addAll(settings);
        Process process = placement
                .java(jvm, classPath(), VoServer.class, command, log)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.exists(ready)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server did not start; see " + log);
            }
        }
        return new VoProcess(process, small, large);
    }

    private static List<String> port(int place, String vo, int port) {
        String prefix = "--gridauthz.authority.vos[" + place + "].";
        return List.of(prefix + "name=" + vo, prefix + "port=" + port);
    }

    /** Each service's settings are in the same place of its jar, so only one of them may be there. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("voms-service") || !entry.contains("-service"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
