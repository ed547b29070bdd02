package org.gridauthz.loadtest.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The commands of {@code deploy/lab}, run with the classes of this process. Gone when it is closed. */
public final class Lab implements AutoCloseable {
    private static final int LONGEST_MINUTES = 10;

    private final Path checkout;
    private final Path state;

    private Lab(Path checkout, Path state) {
        this.checkout = checkout;
        this.state = state;
    }

    /** What a command said. */
    public record Said(int exit, String text) {}

    /**
     * Makes one and waits until it is healthy.
     *
     * @param state a folder that is not there yet, or an old lab's
     * @param arguments of {@code up}
     * @throws IllegalStateException with what was said, if it does not become healthy or something is missing here
     */
    public static Lab up(Path state, String... arguments) throws IOException, InterruptedException {
        Lab lab = new Lab(checkout(), state.toAbsolutePath());
        Said said = lab.run("up", arguments);
        if (said.exit() != 0) {
            lab.close();
            throw new IllegalStateException("there is no lab: " + said.text());
        }
        return lab;
    }

    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("deploy/lab/up"))) {
            Path above = here.getParent();
            if (above == null) {
                throw new IllegalStateException("not in a checkout");
            }
            here = above;
        }
        return here;
    }

    /** Runs one of {@code up, down, status, cut, join, x, signal, stop, start}. */
    public Said run(String command, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lab", ".out");
        try {
            Process process =
                    builder(command, arguments).redirectOutput(output.toFile()).start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return new Said(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts a Java program of this class path in the client's network; its environment is the sample site's. */
    public Process client(Class<?> main, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("client", "env"));
        environment().forEach((name, value) -> command.add(name + "=" + value));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", classPath(), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return builder("x", command.toArray(String[]::new))
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(output.toFile())
                .start();
    }

    /** What {@code env} of the lab names: URLs, certificates, keys. */
    public Map<String, String> environment() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : Files.readAllLines(state.resolve("env"))) {
            if (line.startsWith("export ")) {
                for (String pair : line.substring("export ".length()).split(" (?=[A-Z_]+=)")) {
                    String[] parts = pair.split("=", 2);
                    found.put(parts[0], parts[1].replace("'", ""));
                }
            }
        }
        return found;
    }

    private ProcessBuilder builder(String command, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(checkout.resolve("deploy/lab").resolve(command).toString()));
        words.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().put("GRIDAUTHZ_LAB", state.toString());
        builder.environment().put("GRIDAUTHZ_LAB_CLASSPATH", classPath());
        return builder;
    }

    private static String classPath() {
        StringBuilder path = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.append(path.isEmpty() ? "" : File.pathSeparator)
                    .append(Path.of(entry).toAbsolutePath());
        }
        return path.toString();
    }

    /** The end of a program's log, for a test that failed. */
    public String log(String host, String program) throws IOException {
        byte[] all = Files.readAllBytes(state.resolve("hosts").resolve(host).resolve(program + ".log"));
        int from = Math.max(0, all.length - 4000);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            run("down");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
