package org.gridauthz.assembly;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes round: one daemon thread, a job that fails is logged and comes round again. */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService thread;
    private final List<Runnable> last = new ArrayList<>();

    public Upkeep(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("upkeep-" + name).factory());
    }

    public Upkeep every(long period, TimeUnit unit, String what, Runnable job) {
        long millis = unit.toMillis(period);
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> tryTo(what, job), Math.min(millis, 2000), millis, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Tried again until it says that it is done. */
    public Upkeep untilTrue(long period, TimeUnit unit, String what, BooleanSupplier job) {
        AtomicBoolean done = new AtomicBoolean();
        long millis = unit.toMillis(period);
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> tryTo(what, () -> {
                    if (!done.get()) {
                        done.set(job.getAsBoolean());
                    }
                }),
                0,
                millis,
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** Done once when the service stops in order. */
    public Upkeep atEnd(Runnable job) {
        last.add(job);
        return this;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        last.forEach(job -> tryTo("finish", job));
    }

    private static void tryTo(String what, Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.warn("could not {}, trying again later: {}", what, e.toString());
        }
    }

    /** How this process signs what it claims. */
    static String instanceName() {
        long pid = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + pid;
        } catch (UnknownHostException e) {
            return "unknown-host:" + pid;
        }
    }
}
