package org.gridauthz.tls;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import org.gridauthz.community.Lane;
import org.gridauthz.threads.KernelPriority;
import org.gridauthz.threads.SteadyPool;

/**
 * The threads of a lane, as many as are wanted at a time. One whose work went on in a lane behind it has become nicer for good, and ends with that
 * work instead of making others wait.
 */
final class LaneThreads extends SteadyPool {
    LaneThreads(Lane lane) {
        super(factory(lane));
    }

    private static ThreadFactory factory(Lane lane) {
        String name = lane.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
        return KernelPriority.threads(name, lane.niceness(), lane.sliceNanos());
    }

    /** This thread's work goes on in a lane. */
    static void goesOnIn(Lane lane) {
        if (KernelPriority.atLeast(lane.niceness())) {
            endWithThisWork();
        }
    }
}
