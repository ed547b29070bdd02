package org.gridauthz.changes.instances;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.clock.DecisionClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among the instances: there before it reads its first row, heard of every five seconds, at once when somebody {@linkplain
 * Everywhere asks}, and gone when it stops in order. Looks at the others' clocks every second on the way.
 */
public final class Presence implements ChangeListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final int BEAT_EVERY = 5; // looks

    private static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Roll roll;
    private final DecisionClock clock;
    private final Voices voices = new Voices();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("presence").factory());
    private volatile Supplier<@Nullable Freshness> freshness = () -> null;
    private boolean asked; // the applying thread's
    private long looks; // the presence thread's
    private boolean failing;

    /** Where an instance writes itself down. Failures are unchecked exceptions. */
    public interface Roll extends Instances {
        /** This run's id. */
        String id();

        /** Writes where this instance stands; the first time also that it is there. */
        void write(@Nullable Epoch applied, Instant knownAt, Instant now);

        /** Strikes it out. */
        void strike();

        /** The clock of the database. */
        Instant time();
    }

    public Presence(Roll roll, DecisionClock clock) {
        this.roll = roll;
        this.clock = clock;
    }

    /** Begins to be heard of. */
    public void start(Supplier<@Nullable Freshness> followers) {
        freshness = followers;
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Everywhere.KIND);
    }

    @Override
    public void arriving() {
        Instant now = clock.instant();
        roll.write(null, now, now);
    }

    @Override
    public void apply(Change change) {
        asked = true;
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return () -> asked = true;
    }

    @Override
    public Kept kept() {
        return Kept.nothing("presence", () -> asked = true);
    }

    @Override
    public void shown() {
        if (asked) {
            asked = false;
            try {
                thread.execute(() -> attempt("say where it stands", this::beat));
            } catch (RejectedExecutionException closed) {
                LOG.debug("stopping, nothing more is said", closed);
            }
        }
    }

    private void look() {
        if (looks++ % BEAT_EVERY == 0) {
            attempt("say where it stands", this::beat);
        }
        attempt("look at the clocks", () -> {
            List<Instance> all = List.of();
            Instant time = null;
            try {
                time = timely(roll::time);
                List<Instance> read = timely(roll::all);
                all = read == null ? List.of() : read;
            } finally {
                clock.hear(time, voices.heard(all, roll.id(), System.nanoTime()));
            }
        });
    }

    /** What took long to read was true some time ago: such a clock says nothing. */
    private static <T extends Object> @Nullable T timely(Supplier<T> reading) {
        long begun = System.nanoTime();
        T read = reading.get();
        return System.nanoTime() - begun < LONGEST_LOOK_NANOS ? read : null;
    }

    private void beat() {
        Freshness now = freshness.get();
        if (now != null) {
            Instant time = clock.instant();
            roll.write(now.epoch(), time.minus(now.age()), time);
        }
    }

    private void attempt(String what, Runnable step) {
        try {
            step.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("cannot {} until the database is back: {}", what, e.toString());
            }
            failing = true;
        }
    }

    /** Strikes this instance out, when the database is there. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
                LOG.warn("the database does not answer; this instance stays on the roll");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        attempt("strike it out", roll::strike);
    }
}
