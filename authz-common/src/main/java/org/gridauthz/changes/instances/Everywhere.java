package org.gridauthz.changes.instances;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.changes.Epoch;

/**
 * Waits until a change is in force on every instance (DESIGN §4.6). Asking is itself a change in the one order: whoever has applied it has applied
 * all before, and says so at once. So nobody writes his place down again and again while nobody waits.
 */
public final class Everywhere {
    /** The kind of change that asks all instances to say where they stand. */
    public static final String KIND = "confirm";
    /** Longest wait granted. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Who waits holds a thread of the admin listener: so many may. */
    private static final int MOST_WAITING = 16;

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Instances instances;
    private final Question question;
    private final InstantSource clock;

    /** Puts the question into the one order. */
    @FunctionalInterface
    public interface Question {
        /** @throws RuntimeException when the database does not take it */
        void ask(Epoch about);
    }

    /**
     * What is known at the end.
     *
     * @param everywhere whether no instance can decide by an older epoch
     * @param standings every instance's, never a count alone
     */
    public record Outcome(boolean everywhere, List<Standing> standings) {
        /** Keeps a copy of the list. */
        public Outcome {
            standings = List.copyOf(standings);
        }
    }

    /** @param clock decision time */
    public Everywhere(Instances instances, Question question, InstantSource clock) {
        this.instances = instances;
        this.question = question;
        this.clock = clock;
    }

    /**
     * Asks, and waits for the answers.
     *
     * @param epoch of a write that is committed
     * @param deadline at most {@link #LONGEST}; zero only looks, and so do more than {@value #MOST_WAITING} who wait at once
     * @throws RuntimeException when the database fails: then nothing is known
     */
    public Outcome await(Epoch epoch, Duration deadline) {
        Outcome outcome = look(epoch);
        if (outcome.everywhere() || deadline.isZero() || !waiting.tryAcquire()) {
            return outcome;
        }
        try {
            return wait(epoch, (deadline.compareTo(LONGEST) > 0 ? LONGEST : deadline).toNanos());
        } finally {
            waiting.release();
        }
    }

    private Outcome wait(Epoch epoch, long nanos) {
        long begun = System.nanoTime();
        question.ask(epoch);
        Outcome outcome = look(epoch);
        while (!outcome.everywhere() && System.nanoTime() - begun < nanos && !Thread.interrupted()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            outcome = look(epoch);
        }
        return outcome;
    }

    private Outcome look(Epoch epoch) {
        Instant now = clock.instant();
        List<Standing> standings = instances.all().stream()
                .map(instance -> Standing.of(instance, epoch, now))
                .toList();
        // Whoever asks is on the roll itself: an empty one says nothing about everybody.
        return new Outcome(
                !standings.isEmpty()
                        && standings.stream()
                                .allMatch(standing -> standing.state().settled()),
                standings);
    }
}
