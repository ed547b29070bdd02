package org.gridauthz.gums.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.gridauthz.jobs.Claims;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes the lists of a policy, many at once: a server that is slow or broken holds one of the places until its own
 * deadline and stops nobody else. Of all instances one does each scheduled run.
 */
public final class RefreshRounds implements AutoCloseable {
    /**
     * How often.
     *
     * @param every between two reads of a list that is well
     * @param retryEvery of one that was never read, failed, or is held back
     * @param parallel most sources asked at a time
     * @param lease a run that takes longer may be taken over by another instance
     */
    public record Plan(Duration every, Duration retryEvery, int parallel, Duration lease) {
        /** Every 6 h, again after 10 min, 16 at a time. */
        public static final Plan DEFAULT =
                new Plan(Duration.ofHours(6), Duration.ofMinutes(10), 16, Duration.ofMinutes(5));
    }

    private final Refresh refresh;
    private final ListStore store;
    private final Claims claims;
    private final InstantSource clock;
    private final Plan plan;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Nothing runs before {@link #round} or {@link #now}. */
    public RefreshRounds(Refresh refresh, ListStore store, Claims claims, InstantSource clock, Plan plan) {
        this.refresh = refresh;
        this.store = store;
        this.claims = claims;
        this.clock = clock;
        this.plan = plan;
        this.places = new Semaphore(plan.parallel());
    }

    /**
     * Refreshes what is due and not claimed by another instance; waits until all that is done. To be called every minute or
     * so by one thread.
     *
     * @return how each list that was tried went, by name
     */
    public Map<String, Refresh.Outcome> round(Collection<CopiedList> lists) {
        Map<String, StoredList> known = store.all();
        Map<String, Refresh.Outcome> outcomes = each(lists, list -> claimed(list, known.get(list.id())));
        store.prune(clock.instant());
        return outcomes;
    }

    /** Refreshes these lists at once, whatever the schedule; waits until all that is done. */
    public Map<String, Refresh.Outcome> now(Collection<CopiedList> lists) {
        return each(lists, list -> true);
    }

    private boolean claimed(CopiedList list, @Nullable StoredList known) {
        Instant now = clock.instant();
        Instant wellAt = known == null || known.fault() != null ? null : known.readAt();
        boolean well = wellAt != null;
        if (wellAt != null && now.isBefore(wellAt.plus(plan.every().dividedBy(2)))) {
            return false;
        }
        long every = (well ? plan.every() : plan.retryEvery()).toMillis();
        // Each list has its own offset, so that not all servers are asked at the same minute.
        long offset = Math.floorMod((long) list.id().hashCode() * 1_000_003L, every);
        String job = (well ? "members:" : "members-again:") + list.id();
        return claims.claim(job, (now.toEpochMilli() + offset) / every, now, plan.lease());
    }

    private Map<String, Refresh.Outcome> each(Collection<CopiedList> lists, Predicate<CopiedList> wanted) {
        Map<String, CopiedList> distinct = new HashMap<>();
        lists.forEach(list -> distinct.putIfAbsent(list.id(), list));
        Map<String, Refresh.Outcome> outcomes = new ConcurrentHashMap<>();
        List<? extends Future<?>> running = distinct.values().stream()
                .map(list -> threads.submit(() -> {
                    places.acquireUninterruptibly();
                    try {
                        if (wanted.test(list)) {
                            outcomes.put(list.name(), refresh.run(list));
                        }
                    } finally {
                        places.release();
                    }
                }))
                .toList();
        running.forEach(RefreshRounds::await);
        return outcomes;
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException databaseGone) {
            // The list stays as it is and is due again; its age tells.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
