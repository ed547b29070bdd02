package org.gridauthz.loadtest.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.gridauthz.loadtest.site.ProcessorSeconds;
import org.jspecify.annotations.Nullable;

/** The processes of the lab this process is in: it has a numbering of its own, so all that are seen belong to it. */
final class LabProcesses {
    private LabProcesses() {}

    /** Processor seconds so far, by kind. */
    static Map<String, Double> used() {
        Map<String, Double> used = new TreeMap<>();
        ProcessHandle.allProcesses().forEach(process -> {
            String kind = kind(process.pid());
            if (kind != null) {
                used.merge(kind, ProcessorSeconds.of(process), Double::sum);
            }
        });
        return used;
    }

    /** What was used between two looks; too little when a process ended between them. */
    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> between = new TreeMap<>();
        after.forEach((kind, seconds) -> between.put(kind, Math.max(0, seconds - before.getOrDefault(kind, 0.0))));
        return between;
    }

    private static @Nullable String kind(long pid) {
        String line;
        try {
            line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException e) {
            return null; // gone
        }
        if (line.contains("additional-location=")) {
            return "services";
        }
        if (line.contains("mysqld")) {
            return "database";
        }
        if (line.contains("haproxy") || line.contains("keepalived") || line.contains("linux.uml")) {
            return "director";
        }
        return pid == ProcessHandle.current().pid() ? "loader" : null;
    }
}
