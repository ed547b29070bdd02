package org.gridauthz.testkit.clients;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What became of one run of a real client program.
 *
 * @param exit its exit code
 * @param output standard output and error, in the order written
 */
public record ClientRun(int exit, String output) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Runs a program to its end, without standard input.
     *
     * @param environment variables beside the inherited ones
     * @throws IllegalStateException if it is not installed (the packages are in {@code testkit/debian-packages.txt}) or
     *     does not end within two minutes
     */
    public static ClientRun of(Map<String, String> environment, List<String> command) {
        return within(PATIENCE, environment, command);
    }

    /** The same for what may take longer. */
    public static ClientRun within(Duration patience, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("client", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                return new ClientRun(
                        exitOf(builder, command, patience), Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitOf(ProcessBuilder builder, List<String> command, Duration patience) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    command.getFirst() + " cannot be started; testkit/debian-packages.txt says what to install", e);
        }
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(command.getFirst() + " did not end within " + patience);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
