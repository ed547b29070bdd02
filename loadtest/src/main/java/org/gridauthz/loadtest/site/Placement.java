package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Where a process runs and how urgently: so that waiting for a processor in the loader is not counted as waiting in the server.
 *
 * @param processors as taskset(1) takes them; empty for all
 */
public record Placement(String processors, Urgency urgency) {
    /** Anywhere, as anybody. */
    public static final Placement ANYWHERE = new Placement("", Urgency.USUAL);

    /** Scheduling classes of Linux, see sched(7). */
    public enum Urgency {
        USUAL("-o", "0"),
        /** SCHED_FIFO: before everybody else. Needs CAP_SYS_NICE. */
        REAL_TIME("-f", "10"),
        /** SCHED_IDLE: when nobody else wants the processor. */
        IDLE("-i", "0");

        private final String option;
        private final String priority;

        Urgency(String option, String priority) {
            this.option = option;
            this.priority = priority;
        }
    }

    /** What stands before the command; as much of it as this machine lets us do, see {@link #lacking}. */
    List<String> prefix() {
        List<String> prefix = new ArrayList<>();
        if (!processors.isEmpty() && works("taskset", "-c", processors)) {
            prefix.addAll(List.of("taskset", "-c", processors));
        }
        prefix.addAll(classOptions());
        return prefix;
    }

    private List<String> classOptions() {
        if (urgency == Urgency.USUAL || !works("chrt", urgency.option, urgency.priority)) {
            return List.of();
        }
        return List.of("chrt", urgency.option, urgency.priority);
    }

    /** What this machine does not let us do, for the report; empty if all. */
    public List<String> lacking() {
        List<String> lacking = new ArrayList<>();
        if (!processors.isEmpty() && !works("taskset", "-c", processors)) {
            lacking.add("no process could be kept on processor " + processors);
        }
        if (urgency != Urgency.USUAL && classOptions().isEmpty()) {
            lacking.add("the " + urgency.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " class is not allowed here: waiting in the loader counts as waiting in the server");
        }
        return lacking;
    }

    private static boolean works(String... prefix) {
        List<String> command = new ArrayList<>(List.of(prefix));
        if (!command.contains("-p")) {
            command.add("true");
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Keeps this process, all its threads, on the processors. */
    public void here() {
        keep(ProcessHandle.current());
    }

    /** Keeps a process that runs, all its threads, on the processors. */
    public void keep(ProcessHandle process) {
        if (!processors.isEmpty()) {
            works("taskset", "-a", "-c", "-p", processors, Long.toString(process.pid()));
        }
    }

    /** In the same class, on every processor. */
    public Placement everywhere() {
        return new Placement("", urgency);
    }

    /** How many processors these are; 0 for all. */
    public int count() {
        int count = 0;
        for (String part : processors.isEmpty() ? new String[0] : processors.split(",")) {
            String[] ends = part.split("-");
            count += Integer.parseInt(ends[ends.length - 1].trim()) - Integer.parseInt(ends[0].trim()) + 1;
        }
        return count;
    }

    /** A Java program of this class path, not started yet; what it prints goes to the log. */
    public ProcessBuilder java(
            List<String> jvmOptions, String classPath, Class<?> main, List<String> arguments, Path log)
            throws IOException {
        List<String> command = prefix();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        Files.createDirectories(log.toAbsolutePath().getParent());
        return new ProcessBuilder(command).redirectError(log.toFile());
    }
}
