package org.gridauthz.loadtest.attributes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used so far, with the children it has waited for: a server may fork for each request. */
final class ProcessorTime {
    private static final int TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;

    private ProcessorTime() {}

    /** In milliseconds. */
    static long of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = USER_TIME; i < USER_TIME + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks * 1000 / TICKS_A_SECOND;
    }
}
