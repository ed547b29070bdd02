package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The data of a new server, made once and copied for each: making them takes seconds. Several JVMs may want them at once.
 *
 * @param home of the programs; the template and its lock stand beside them
 */
record DataTemplate(Path home) {
    /** Makes the data of a new server in {@code data} of a folder. */
    interface Maker {
        void make(Path folder) throws IOException;
    }

    /** Where servers keep their data while they run. */
    Path runs() throws IOException {
        return Files.createDirectories(home.resolve("runs"));
    }

    /** Fills {@code data} of a folder. */
    void copyTo(Path folder, Maker maker) throws IOException {
        Path template = home.resolve("template");
        try (FileChannel lock =
                FileChannel.open(home.resolve("template.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.isDirectory(template)) {
                Path fresh = Files.createTempDirectory(runs(), "template");
                maker.make(fresh);
                Files.move(fresh.resolve("data"), template, StandardCopyOption.ATOMIC_MOVE);
                Files.deleteIfExists(fresh.resolve("log.err"));
                Files.deleteIfExists(fresh);
            }
        }
        Path data = folder.resolve("data");
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, data.resolve(template.relativize(file)));
            }
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param folder where a server leaves {@code log.err}, whose end is said when the program fails
     */
    static void run(List<String> command, Path folder) {
        try {
            ended(new ProcessBuilder(command).inheritIO().start(), command.getFirst(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " does not run", e);
        }
    }

    /** Waits for a program's end, two minutes at most. */
    static void ended(Process process, String program, Path folder) {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " does not end;" + endOfLog(folder));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " runs", e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(program + " fails (" + process.exitValue() + ");" + endOfLog(folder));
        }
    }

    /** What a server said last. */
    static String endOfLog(Path folder) {
        Path log = folder.resolve("log.err");
        if (!Files.exists(log)) {
            return " it left no log in " + folder;
        }
        try {
            String said = Files.readString(log);
            return " its log ends:\n" + said.substring(Math.max(0, said.length() - 2_000));
        } catch (IOException e) {
            return " its log cannot be read: " + e.getMessage();
        }
    }
}
