package org.gridauthz.loadtest.mappings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.service.TestSite;

/**
 * {@link MappingsServer} in a process of its own.
 *
 * @param service the port of GUMS
 * @param bare the port of the baseline
 */
record MeasuredServer(Process process, int service, int bare) implements AutoCloseable {
    private static final String DATABASE =
            "jdbc:h2:mem:load;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;USER=sa";

    static MeasuredServer start(TestSite site, List<String> options) throws IOException, InterruptedException {
        Path ports = site.directory().resolve("ports");
        Path log = site.directory().resolve("server.log");
        Path anchor = Files.writeString(
                site.directory().resolve("anchor.pem"), Pem.certificates(List.of(site.ca.certificate())));
        Path policy = Path.of("deploy", "sample", "policy.yaml").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xms512m",
                "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                MappingsServer.class.getName(),
                ports.toString(),
                DATABASE,
                site.certificate().toString(),
                site.key().toString(),
                anchor.toString()));
        command.addAll(site.arguments(DATABASE));
        command.add("--gridauthz.initial-policy=" + policy);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.exists(ports)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server did not start; see " + log);
            }
        }
        String[] both = Files.readString(ports).split(" ");
        return new MeasuredServer(process, Integer.parseInt(both[0]), Integer.parseInt(both[1]));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
