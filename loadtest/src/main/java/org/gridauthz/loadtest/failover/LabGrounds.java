package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The site of {@code deploy/lab}, by its own commands. This process runs on the lab's client.
 *
 * @param commands the folder of the commands
 */
record LabGrounds(Path commands) implements Grounds {
    /** Longer than a unit's {@code TimeoutStopSec} and what comes after it. */
    private static final long PATIENCE_SECONDS = 150;

    private static final Pattern HAS_IT = Pattern.compile("(?m)^(\\w+) \\([^)]*\\):.*, has (\\S+?)(,|$)");
    private static final Map<String, String> ADDRESSES =
            Map.of("one", "198.18.79.11", "two", "198.18.79.12", "witness", "198.18.79.13");

    @Override
    public String virtual() {
        return "198.18.79.100";
    }

    @Override
    public String address(String host) {
        String address = ADDRESSES.get(host);
        if (address == null) {
            throw new IllegalArgumentException("no host " + host);
        }
        return address;
    }

    @Override
    public String director() throws IOException {
        Matcher found = HAS_IT.matcher(run(false, "", Map.of(), "status"));
        return found.find() ? found.group(1) : "";
    }

    @Override
    public void signal(String signal, String host, String program) throws IOException {
        run(true, "", Map.of(), "signal", "-" + signal, host, program);
    }

    @Override
    public boolean stop(String host, String program) throws IOException {
        return run(true, "", Map.of(), "stop", host, program).contains("killed after");
    }

    @Override
    public void start(String host, String program, Map<String, String> environment) throws IOException {
        run(true, "", environment, "start", host, program);
    }

    @Override
    public void cut(String host) throws IOException {
        run(true, "", Map.of(), "cut", host);
    }

    @Override
    public void join(String host) throws IOException {
        run(true, "", Map.of(), "join", host);
    }

    @Override
    public String on(String host, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("x", host));
        all.addAll(Arrays.asList(command));
        return run(true, "", Map.of(), all.toArray(String[]::new));
    }

    @Override
    public String sql(String host, String statement) throws IOException {
        return run(true, statement + ";\n", Map.of(), "lib/mysql", host);
    }

    @Override
    public String lacking() throws IOException {
        Path said = Files.createTempFile("status", ".txt");
        try {
            Process status = begin(List.of("status"), Map.of(), said);
            status.getOutputStream().close();
            if (!ended(status)) {
                return "the lab does not say how it is";
            }
            return status.exitValue() == 0 ? "" : Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }

    private Process begin(List<String> verb, Map<String, String> environment, Path said) throws IOException {
        List<String> command = new ArrayList<>(verb);
        command.set(0, commands.resolve(verb.getFirst()).toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean ended(Process process) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    private String run(boolean must, String input, Map<String, String> environment, String... verb) throws IOException {
        Path said = Files.createTempFile("lab", ".txt");
        try {
            Process process = begin(List.of(verb), environment, said);
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean over = ended(process);
            String text = Files.readString(said);
            if (must && (!over || process.exitValue() != 0)) {
                throw new IOException("deploy/lab/" + String.join(" ", verb) + ": " + (over ? text : "does not end"));
            }
            return text;
        } finally {
            Files.delete(said);
        }
    }
}
