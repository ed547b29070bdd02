package org.gridauthz.loadtest.site;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service that runs in a process of its own.
 *
 * @param ports by listener; "bare" is the bare servlet's
 */
public record Instance(String name, Process process, Path directory, Map<String, Integer> ports)
        implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What to start.
     *
     * @param service {@code saz} or {@code gums}
     * @param name of the process, for logs and figures
     * @param listeners whose ports are wanted
     * @param fastCrypto whether the fast provider is used where it is there
     * @param bare whether a bare servlet stands beside it
     * @param arguments of the service
     */
    public record Wanted(
            String service,
            String name,
            List<String> listeners,
            Placement placement,
            List<String> jvmOptions,
            boolean fastCrypto,
            boolean bare,
            List<String> arguments) {}

    static Process begin(Wanted wanted, LoadSite site) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                wanted.service(),
                ports(site, wanted).toString(),
                wanted.fastCrypto() ? "fast" : "jdk",
                String.join(",", wanted.listeners())));
        arguments.addAll(
                wanted.bare()
                        ? List.of(
                                site.test().certificate().toString(),
                                site.test().key().toString(),
                                site.anchor().toString())
                        : List.of("-", "-", "-"));
        arguments.addAll(wanted.arguments());
        Path log = site.test().directory().resolve(wanted.name() + ".log");
        ProcessBuilder builder = wanted.placement()
                .java(wanted.jvmOptions(), classPath(wanted.service()), LoadedInstance.class, arguments, log);
        return Children.watched(
                builder.redirectOutput(log.toFile()).redirectErrorStream(true).start());
    }

    static Instance await(Wanted wanted, Process process, LoadSite site) throws IOException, InterruptedException {
        Path ports = ports(site, wanted);
        while (!Files.exists(ports)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(wanted.name() + " does not start:\n" + said(site, wanted));
            }
        }
        Map<String, Integer> read =
                JSON.readValue(Files.readString(ports), new TypeReference<Map<String, Integer>>() {});
        Files.delete(ports);
        return new Instance(wanted.name(), process, site.test().directory(), read);
    }

    private static String said(LoadSite site, Wanted wanted) throws IOException {
        List<String> lines = Files.readAllLines(site.test().directory().resolve(wanted.name() + ".log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private static Path ports(LoadSite site, Wanted wanted) {
        return site.test().directory().resolve(wanted.name() + ".ports");
    }

    /** Each service's settings are in the same place of its jar, so only one of them may be there. */
    private static String classPath(String service) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(service + "-service") || !entry.contains("-service"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The port of a listener. */
    public int port(String listener) {
        Integer port = ports.get(listener);
        if (port == null) {
            throw new IllegalArgumentException(name + " has no listener " + listener);
        }
        return port;
    }

    /** What it holds now, after a collection. */
    public ProcessState state() throws IOException, InterruptedException {
        return JSON.readValue(told(""), ProcessState.class);
    }

    /**
     * Processor time in microseconds of deciding about one subject inside the service; of SAZ only.
     *
     * @param body of a call, whose subjects are decided about one by one
     * @param caller slash form of a name that may ask
     */
    public double decisionMicros(byte[] body, String caller) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve(name + "-" + UUID.randomUUID() + ".json"), body);
        return JSON.readValue(told("\t" + file + "\t" + caller), Double.class);
    }

    private String told(String order) throws IOException, InterruptedException {
        Path answer = directory.resolve(name + "-" + UUID.randomUUID() + ".state");
        process.getOutputStream().write((answer + order + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        while (!Files.exists(answer)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " is gone");
            }
        }
        return Files.readString(answer);
    }

    public double processorSeconds() {
        return ProcessorSeconds.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
