package org.gridauthz.threads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of the thread that asks. */
public final class OwnThread {
    /** Of {@code /proc/PID/stat}, counted behind the name, which may have anything in it. */
    private static final int NICE = 16;

    private OwnThread() {}

    /** As {@code nice(1)} counts. */
    public static int niceness() {
        return nicenessIn(proc("stat"));
    }

    static int nicenessIn(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
    }

    static String proc(String file) {
        try {
            return Files.readString(Path.of("/proc/thread-self", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
