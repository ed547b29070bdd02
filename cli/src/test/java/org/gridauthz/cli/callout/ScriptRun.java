package org.gridauthz.cli.callout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a run of one of our scripts under dash ended with. */
record ScriptRun(int exit, String out, String err, long millis) {
    static final Path SCRIPTS =
            Path.of("..", "deploy", "callouts").toAbsolutePath().normalize();

    static ScriptRun of(String script, Map<String, String> environment, String input, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("dash", SCRIPTS.resolve(script).toString()));
        command.addAll(arguments);
        return of(command, environment, input);
    }

    static ScriptRun of(List<String> command, Map<String, String> environment, String input) {
        try {
            Path in = Files.writeString(Files.createTempFile("script", ".in"), input);
            Path out = Files.createTempFile("script", ".out");
            Path err = Files.createTempFile("script", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                long begun = System.nanoTime();
                Process process = builder.start();
                if (!process.waitFor(300, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " does not end: " + Files.readString(err));
                }
                return new ScriptRun(
                        process.exitValue(),
                        Files.readString(out, StandardCharsets.ISO_8859_1),
                        Files.readString(err, StandardCharsets.ISO_8859_1),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
