package org.gridauthz.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.site.SampleSite;

/**
 * {@code deploy/compose} in an engine of the test's own, for the sample site, with a MySQL image made of unpacked programs: no registry is asked. Needs root,
 * and ends with the engine and all that it runs.
 */
final class Containers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    /** Loopback as well, and nobody else's: the ports are those of every site. */
    static final String ADDRESS = "127.0.18.43";

    private final Path folder;
    private final Path engine;
    private final Map<String, String> environment = new HashMap<>();

    Containers(Path folder) {
        this.folder = folder;
        try {
            // Short, since the engine's sockets are in it.
            this.engine = Files.createTempDirectory("gridauthz-engine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("DOCKER_HOST", "unix://" + engine + "/docker.sock");
        environment.put("PATH", "/usr/bin:/usr/sbin:/bin:/sbin");
        environment.put(
                "COMPOSE_FILE", TOP.resolve("deploy/compose/compose.yaml").toString());
        environment.put("COMPOSE_PROJECT_NAME", "gridauthz");
        environment.put("GRIDAUTHZ_ETC", folder.resolve("etc").toString());
        environment.put("GRIDAUTHZ_GRID_SECURITY", folder.resolve("site").toString());
        environment.put("GRIDAUTHZ_ADDRESS", ADDRESS);
        environment.put("GRIDAUTHZ_MYSQL_IMAGE", "gridauthz-test/mysql:9");
        // Two cores, three services: the quick compiler alone has them up in half the time.
        environment.put("GRIDAUTHZ_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    }

    /** Starts the engine and loads the images. */
    void start() {
        Path script = TOP.resolve("testkit/mysql/docker.sh");
        good(script + " up " + engine + " && " + script + " image " + engine);
        for (String image : List.of("cli", "gums", "saz", "voms")) {
            String loaded = good("docker load -q -i target/images/gridauthz-" + image + ".tar");
            assertThat(loaded).startsWith("Loaded image: gridauthz-" + image + ":");
            use(loaded.strip().replaceAll(".*:", ""));
        }
    }

    /** The version of the images that the next commands are about. */
    void use(String version) {
        environment.put("GRIDAUTHZ_VERSION", version);
    }

    String version() {
        return environment.getOrDefault("GRIDAUTHZ_VERSION", "");
    }

    /** What docs/install.md says is put beside the compose file. */
    void settle() {
        SampleSite.make(folder.resolve("site"), Map.of("HOST_NAMES", "gums,saz,voms"));
        good("rm -rf $GRIDAUTHZ_ETC && cp -r ../deploy/compose/etc $GRIDAUTHZ_ETC && cd $GRIDAUTHZ_ETC"
                + " && sed 's/localhost/voms/' " + TOP.resolve("deploy/sample/policy.yaml") + " >policy.yaml"
                + " && sed -i"
                + " 's#/DC=org/DC=example/CN=Jane"
                + " Doe#/DC=org/DC=gridauthz/OU=Sample/OU=People/CN=Site"
                + " Admin#'"
                + " site.yaml &&"
                + " sed -i"
                + " 's/voms.example.org/localhost/'"
                + " voms.yaml &&"
                + " mkdir -p host"
                + " secrets &&"
                + " install -o"
                + " 10001 -m 400"
                + " $GRIDAUTHZ_GRID_SECURITY/credentials/voms.pem"
                + " host/hostcert.pem"
                + " && install -o"
                + " 10001 -m 400"
                + " $GRIDAUTHZ_GRID_SECURITY/credentials/voms-key.pem"
                + " host/hostkey.pem"
                + " && openssl"
                + " rand -hex 16"
                + " >secrets/GRIDAUTHZ_DATABASE_PASSWORD"
                + " && chown 10001"
                + " secrets/* &&"
                + " chmod 400"
                + " secrets/*");
    }

    ClientRun run(String line) {
        return ClientRun.within(PATIENCE, environment, List.of("sh", "-euc", line));
    }

    /** The same; what it said, if it ended well. */
    String good(String line) {
        ClientRun ran = run(line);
        assertThat(ran.exit()).as("%s%n%s", line, ran.output()).isZero();
        return ran.output();
    }

    /** A field of what the engine knows of a service's container. */
    String of(String service, String field) {
        return good("docker inspect -f '{{" + field + "}}' " + container(service))
                .strip();
    }

    /** Its id; versions of compose name containers differently. */
    String container(String service) {
        return good("docker-compose ps -a -q " + service).strip();
    }

    void awaitHealthy(String... services) {
        for (String service : services) {
            String container = container(service);
            good("for i in $(seq 600); do test \"$(docker inspect -f '{{.State.Health.Status}}' " + container
                    + ")\" != healthy || exit 0; sleep 0.3; done; docker logs --tail 60 " + container + "; exit 1");
        }
    }

    /** A call with the host's certificate, as a gatekeeper makes it, about Alice's proxy. */
    String ask(int port, String path) {
        return good("cd " + folder.resolve("site/credentials")
                + " && printf '{\"subjects\":[{\"chain\":\"%s\"}]}' \"$(awk '{printf \"%s\\\\n"
                + "\", $0}' alice-proxy.pem)\" | curl -sS --fail-with-body --retry 3 --capath ../certificates --cert"
                + " host.pem --key host-key.pem --connect-to localhost:" + port + ":" + ADDRESS + ":" + port
                + " -H 'Content-Type: application/json' --data-binary @- https://localhost:" + port + path);
    }

    /** As the engine keeps it on this machine. */
    Path volume(String name) {
        return Path.of(good("docker volume inspect -f '{{.Mountpoint}}' gridauthz_" + name)
                .strip());
    }

    @Override
    public void close() {
        run("docker-compose logs --no-color >" + folder.resolve("logs"));
        run("docker-compose down -v -t 5");
        good(TOP.resolve("testkit/mysql/docker.sh") + " down " + engine);
    }
}
