package org.gridauthz.loadtest.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.changes.Follower;
import org.gridauthz.loadtest.mappings.BareServer;
import org.gridauthz.tls.FastCrypto;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsListeners;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process of the run: a service as it ships and, if wanted, a Tomcat with a bare servlet beside it in the same JVM. Arguments: which service, the
 * file to write the ports to, {@code fast} or {@code jdk} for the crypto provider, the listeners' names with commas, then three for the bare
 * servlet (host certificate, key, anchor; {@code -} for none), then those of the service. A line on its standard input is a file to which
 * it writes what its heap holds, or, with a call's body and a caller behind it, what a decision costs there.
 */
public final class LoadedInstance {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OWN_ARGUMENTS = 7;

    private LoadedInstance() {}

    public static void main(String[] arguments) {
        try {
            serve(arguments);
            System.exit(0);
        } catch (Exception e) {
            // Threads of the server would keep the process, and whoever waits for its ports would wait for ever.
            LoggerFactory.getLogger(LoadedInstance.class).error("cannot serve", e);
            System.exit(1);
        }
    }

    /** Until its standard input ends: whoever started it is gone. */
    private static void serve(String[] arguments) throws Exception {
        JsseLimits.raise();
        if (arguments[2].equals("fast")) {
            FastCrypto.install();
        }
        Class<?> service = Class.forName(
                arguments[0].equals("gums") ? "org.gridauthz.gums.GumsService" : "org.gridauthz.saz.SazService");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(service)
                .run(Arrays.copyOfRange(arguments, OWN_ARGUMENTS, arguments.length));
        if (!context.getBean(Follower.class).awaitLoaded(Duration.ofMinutes(1))) {
            throw new IllegalStateException("the database was not read");
        }
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : List.of(arguments[3].split(","))) {
            ports.put(
                    name,
                    Objects.requireNonNull(context.getBean(TlsListeners.class).port(name)));
        }
        if (!arguments[4].equals("-")) {
            ports.put("bare", BareServer.start(Path.of(arguments[4]), Path.of(arguments[5]), Path.of(arguments[6])));
        }
        write(Path.of(arguments[1]), ports);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String file = in.readLine(); file != null; file = in.readLine()) {
                String[] order = file.split("\t", -1);
                write(
                        Path.of(order[0]),
                        order.length == 1 ? state() : InProcess.micros(context, Path.of(order[1]), order[2]));
            }
        }
    }

    /** Twice, since what the first collection finalizes the second frees. */
    @SuppressWarnings("DoNotCall") // a collection is what is asked for
    private static ProcessState state() {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new ProcessState(heap, count("task"), count("fd"));
    }

    private static int count(String of) {
        try (Stream<Path> entries = Files.list(Path.of("/proc/self", of))) {
            return Math.toIntExact(entries.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Object value) throws IOException {
        Path whole =
                Files.writeString(file.resolveSibling(file.getFileName() + ".new"), JSON.writeValueAsString(value));
        Files.move(whole, file);
    }
}
