package org.gridauthz.loadtest.site;

import java.util.List;

/** Processor time used so far, to the clock tick (10 ms). */
public final class ProcessorSeconds {
    private ProcessorSeconds() {}

    /** By one process; 0 once it is gone. */
    public static double of(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toNanos() / 1e9)
                .orElse(0.0);
    }

    /** By several. */
    public static double of(List<ProcessHandle> processes) {
        return processes.stream().mapToDouble(ProcessorSeconds::of).sum();
    }

    /** By this one. */
    public static double ofThis() {
        return of(ProcessHandle.current());
    }
}
