package org.gridauthz.changes.instances;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What this process uses of the machine's processors: measured capacity is counted in them (docs/performance.md). */
public final class ProcessorUse {
    private ProcessorUse() {}

    /** Of late, from 0 to 1; null where the system does not say. */
    public static @Nullable Double now() {
        double used =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad();
        return used >= 0 ? used : null;
    }
}
