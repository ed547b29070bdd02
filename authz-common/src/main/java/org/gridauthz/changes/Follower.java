package org.gridauthz.changes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an instance up to date with the change log: about every 25 ms a cheap read, every 250 ms a synchronous one that
 * proves how old the instance's knowledge is. A database that is gone is tried again, at most a second apart; meanwhile the age grows
 * and callers notice nothing else.
 */
public final class Follower implements AutoCloseable {
    /** Time between two plain reads. */
    public static final Duration FOLLOW_EVERY = Duration.ofMillis(25);
    /** Time between two synchronous reads. */
    public static final Duration CONFIRM_EVERY = Duration.ofMillis(250);

    private final Applier applier;
    private final Floors floors;
    private final Confirmer confirmer;
    private final Rounds following;

    /**
     * @param source where the log is read; its connections should be the follower's own, so that nobody keeps it waiting
     * @param listeners all that follow in this process
     * @param ignoredFeatures features whose changes mean nothing to this process; those of any other unknown one make it
     *     read everything anew
     */
    public Follower(ChangeSource source, List<ChangeListener> listeners, Set<String> ignoredFeatures) {
        floors = new Floors(Floors.DEFAULT_BOUND);
        applier = new Applier(source, listeners, ignoredFeatures, floors);
        confirmer = new Confirmer(applier, CONFIRM_EVERY);
        following = new Rounds("changes-follow", FOLLOW_EVERY, this::follow);
    }

    /** Starts both threads; returns at once, whether or not there is a database. */
    public void start() {
        following.start();
        confirmer.start();
    }

    /**
     * Begins with restored knowledge, unless the database was read meanwhile; from there on it is brought up to date as ever.
     *
     * @param from the position it was written down with
     * @param age how old it is
     * @param publications one for each listener, in their order
     * @return whether it did
     */
    public boolean beginAt(Position from, Duration age, List<Runnable> publications) {
        boolean began = applier.beginAt(from, publications);
        if (began) {
            confirmer.restored(age);
        }
        return began;
    }

    /** How far this instance came; null until it has read or restored everything once. */
    public @Nullable Position position() {
        return applier.position();
    }

    /** What of the listeners' knowledge outlives the process, in their order; null when there is one that has nothing to begin with. */
    public @Nullable List<Kept> kept() {
        return applier.kept();
    }

    private void follow() {
        applier.tick();
        if (!applier.follow()) {
            confirmer.confirmNow();
        }
    }

    /** Looks for changes now instead of within 25 ms; for whoever has just written one. */
    public void poke() {
        following.now();
    }

    /** Where this instance stands; null until it has read everything once. */
    public @Nullable Freshness freshness() {
        return confirmer.freshness();
    }

    /** Whether this instance has seen {@code wanted}, as far as it knows without asking. */
    public boolean reached(Epoch wanted) {
        return confirmer.reached(wanted);
    }

    /** Guards of the caches that this follower's listeners empty. */
    public Floors floors() {
        return floors;
    }

    /** How often all data were read anew, the start included; grows by one a process in quiet times. */
    public long reloads() {
        return applier.reloads();
    }

    /** Waits until everything was read once; false when the deadline passed. */
    public boolean awaitLoaded(Duration deadline) {
        return confirmer.awaitLoaded(deadline);
    }

    /**
     * Whether this instance has seen {@code wanted}. When not yet, waits for one synchronous read that starts from now on,
     * shared by all who wait.
     */
    public AtLeast atLeast(Epoch wanted, Duration deadline) {
        return confirmer.atLeast(wanted, deadline);
    }

    /** Stops both threads; waits for a read that is under way, no longer than its own deadline. */
    @Override
    public void close() {
        following.close();
        confirmer.close();
    }
}
