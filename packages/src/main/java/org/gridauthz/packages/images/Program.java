package org.gridauthz.packages.images;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one image runs.
 *
 * @param name the image is {@code gridauthz-NAME}
 * @param module whose {@code target/app} it carries
 * @param jar the one with the main class
 * @param options a file of Java's options among the package's, {@code /usr/lib/gridauthz/NAME.options}
 * @param ports for callers, without the one of health, which listens on loopback; none if it is no service
 */
record Program(String name, String module, String jar, String options, List<Integer> ports) {
    static final String LIB = "/usr/lib/gridauthz";
    static final List<Program> ALL = List.of(
            service("gums", 8443, 8543),
            service("saz", 8444, 8544),
            service("voms", 8445, 8545, 15000),
            new Program("cli", "cli", "gridauthz.jar", "command.options", List.of()));

    private static final String JAVA = LIB + "/runtime/bin/java";

    private static Program service(String name, Integer... ports) {
        return new Program(name, name + "-service", name + "-service.jar", "service.options", List.of(ports));
    }

    boolean isService() {
        return !ports.isEmpty();
    }

    /** The JVM itself, no shell before it: it gets the signals. */
    List<String> entrypoint() {
        // Corretto's library lies on the library path: nothing is unpacked, so /tmp may be mounted noexec.
        return List.of(
                JAVA,
                "@" + LIB + "/" + options,
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-jar",
                LIB + "/" + jar);
    }

    /** {@code java @health.options} ends with 0 if the service in the same container is ready. */
    List<String> healthOptions() {
        return List.of(
                "# Asks the service of this container whether it is ready: java @" + LIB + "/health.options",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                LIB + "/" + jar,
                "org.gridauthz.assembly.HealthProbe",
                "http://127.0.0.1:" + (ports.getFirst() + 1000) + "/health/readiness");
    }

    Map<String, String> environment() {
        Map<String, String> all = new TreeMap<>(Map.of("LANG", "C.UTF-8"));
        if (isService()) {
            all.put("STATE_DIRECTORY", "/var/lib/gridauthz/" + name);
            // A file there is a variable of the settings: GRIDAUTHZ_DATABASE_PASSWORD.
            all.put("SPRING_CONFIG_IMPORT", "optional:configtree:/etc/gridauthz/secrets/");
        }
        return all;
    }

    Map<String, String> labels(String version) {
        String title = isService() ? "GridAuthz " + name : "GridAuthz: the command gridauthz";
        return Map.of(
                "org.opencontainers.image.title", title,
                "org.opencontainers.image.description", "Grid authorization: GUMS, SAZ and VOMS",
                "org.opencontainers.image.version", version,
                "org.opencontainers.image.vendor", "The GridAuthz authors",
                "org.opencontainers.image.licenses", "Apache-2.0");
    }

    List<String> volumes() {
        return isService() ? List.of("/var/lib/gridauthz", "/var/log/gridauthz") : List.of();
    }
}
