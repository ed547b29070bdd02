package org.gridauthz.loadtest.tsunami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.site.Children;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.ProcessorSeconds;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** This side of a {@link LoaderProcess}. */
final class Remote implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 8;

    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    private Remote(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param arguments of {@link LoaderProcess} */
    static Remote start(String name, Placement placement, Path directory, String... arguments) throws IOException {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = placement.java(
                // Room for the calls of a whole scene: a collection here would be counted as a wait in the server.
                List.of("-Xms1g", "-Xmx1g", "-Xmn768m"),
                System.getProperty("java.class.path"),
                LoaderProcess.class,
                List.of(arguments),
                log);
        return new Remote(Children.watched(builder.start()), log);
    }

    Map<String, Measured> order(Order order) throws IOException {
        process.getOutputStream().write((JSON.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the loader is gone; see " + log);
        }
        return JSON.readValue(line, new TypeReference<Map<String, Measured>>() {});
    }

    Map<String, Measured> run(double seconds, long seed, List<Stream> streams) throws IOException {
        return order(new Order("run", seconds, seed, streams, null));
    }

    /** One stream without pause, a few calls at once: more would only wait, and a queue that is never empty is a storm. */
    Measured closed(Stream stream, double seconds) throws IOException {
        return Objects.requireNonNull(
                run(seconds, 0, List.of(stream.atOnce(AT_ONCE))).get(stream.name()));
    }

    void storm(Shape shape, Stream stream) throws IOException {
        order(new Order("storm", 0, 0, List.of(stream), shape));
    }

    Measured stop() throws IOException {
        return Objects.requireNonNull(
                order(new Order("stop", 0, 0, List.of(), null)).get("storm"));
    }

    double processorSeconds() {
        return ProcessorSeconds.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
