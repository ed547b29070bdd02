package org.gridauthz.changes.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Writes what decisions depend on: the feature's rows, one row of the log and, last, the bump of the head, in one transaction. Such writes
 * have one order on all members, and whoever writes n+1 has seen n (see RATIONALE.md). One for each data source and process: its writers queue
 * here instead of at the database.
 */
public final class ChangeLog {
    /** How long a write tries, unless told otherwise. */
    public static final Duration DEADLINE = Duration.ofSeconds(5);
    /** Attempts that lose before one takes the head's lock first. */
    private static final int POLITE_ATTEMPTS = 3;

    /** After which the server takes the locks of a writer that was stopped in the middle; well below {@link #DEADLINE}. */
    private static final int SILENT_SECONDS = 2;

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final ScopedValue<RequestParts> WITHIN = ScopedValue.newInstance();

    private final JdbcTemplate jdbc;
    private final LogRows rows;
    private final Snapshots snapshots;
    private final Duration deadline;
    private volatile int silentSeconds = SILENT_SECONDS;
    private volatile Supplier<@Nullable Epoch> seenHere = () -> null;
    private final ReentrantLock queue = new ReentrantLock(true);

    /** Writes through transactions of its own. */
    public ChangeLog(DataSource dataSource) {
        this(dataSource, new JdbcTransactionManager(dataSource), InstantSource.system(), DEADLINE);
    }

    /**
     * @param transactions of the same data source; a JPA one where the work writes entities
     * @param clock for the rows' age only
     * @param deadline for one write with all its attempts
     */
    public ChangeLog(
            DataSource dataSource, PlatformTransactionManager transactions, InstantSource clock, Duration deadline) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.rows = new LogRows(jdbc, clock);
        this.snapshots = new Snapshots(dataSource, transactions);
        this.deadline = deadline;
    }

    /** For tests: a guard as good as none. */
    void endWhenSilent(int seconds) {
        silentSeconds = seconds;
    }

    /**
     * Refuses to number a write below what this instance has seen in the same generation: the database lost writes or lags, and
     * an epoch given out now would be taken for one of before.
     *
     * @param place what this instance has applied, null before it has read anything
     */
    public void notBelow(Supplier<@Nullable Epoch> place) {
        this.seenHere = place;
    }

    /**
     * Writes, safe against a reply lost between here and the database, though not between the caller and here.
     *
     * @throws WriteUnavailableException when it did not get through in time
     */
    public Epoch write(String kind, Collection<String> keys, ChangeWork work) {
        return write(NewChange.of(kind, keys), null, work).epoch();
    }

    /**
     * Writes at most once for a request.
     *
     * @throws WriteUnavailableException when it did not get through in time
     * @throws RequestKeyReusedException when the key was used for something else
     */
    public Written write(NewChange change, @Nullable Request request, ChangeWork work) {
        long end = System.nanoTime() + deadline.toNanos();
        if (!enter(end)) {
            throw new WriteUnavailableException("other writes of this process are in the way", null);
        }
        RequestParts parts = request == null && WITHIN.isBound() ? WITHIN.get() : null;
        try {
            Written written = writeInTurn(change, parts == null ? request : parts.next(), work, end);
            if (parts != null) {
                parts.written();
            }
            return written;
        } finally {
            queue.unlock();
        }
    }

    /**
     * Has every write that this thread makes during the work be of one request: the first under its key, later ones under parts of it. For
     * work that decides itself how often it writes; whether it was done before is {@link #earlier}'s to say.
     *
     * @param request null for none: the work is done as it is
     */
    public <T extends @Nullable Object> T within(@Nullable Request request, Supplier<T> work) {
        return request == null
                ? work.get()
                : ScopedValue.where(WITHIN, new RequestParts(request)).call(work::get);
    }

    /**
     * The place of what was written first under this request; null if nothing was.
     *
     * @throws RequestKeyReusedException when the key was used for something else
     */
    public @Nullable Epoch earlier(Request request) {
        Written written = rows.of(request, Heads.read(jdbc));
        return written == null ? null : written.epoch();
    }

    private boolean enter(long end) {
        try {
            return queue.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Written writeInTurn(NewChange change, @Nullable Request request, ChangeWork work, long end) {
        String id = UUID.randomUUID().toString().replace("-", "");
        AtomicReference<@Nullable Epoch> seen = new AtomicReference<>();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(id, change, request, work, attempt, end, seen);
            } catch (RuntimeException e) {
                if (!Refusals.passes(e) && !raced(e, seen.get())) {
                    throw e;
                }
                long pause = pause(attempt);
                if (System.nanoTime() + pause >= end || Thread.currentThread().isInterrupted()) {
                    throw new WriteUnavailableException("the database does not take the write", e);
                }
                LockSupport.parkNanos(pause);
            }
        }
    }

    /**
     * Whether a duplicate key was another writer's, committed since this attempt's snapshot was taken: perhaps a twin whose reply was lost. The next
     * attempt's work sees that row and can say what it means. Once the head is locked, a duplicate is the work's own.
     */
    private boolean raced(RuntimeException e, @Nullable Epoch seen) {
        return e instanceof DataIntegrityViolationException && !Heads.read(jdbc).equals(seen);
    }

    /** Full jitter: two writers that met once should not meet again. */
    private static long pause(int attempt) {
        long most = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(attempt, 16));
        return ThreadLocalRandom.current().nextLong(most / 4, most);
    }

    private Written attempt(
            String id,
            NewChange change,
            @Nullable Request request,
            ChangeWork work,
            int attempt,
            long end,
            AtomicReference<@Nullable Epoch> seen) {
        int seconds = (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()) + 1);
        Epoch here = seenHere.get();
        Written written = snapshots.transaction(seconds).execute(status -> {
            Epoch head = attempt > POLITE_ATTEMPTS ? Heads.lock(jdbc) : Heads.read(jdbc);
            seen.set(head);
            snapshots.endWhenSilent(silentSeconds);
            if (here != null && here.generation().equals(head.generation()) && head.seq() < here.seq()) {
                throw new LostRaceException(
                        null); // until the follower has begun a new generation, or the member caught up
            }
            Written earlier = attempt > 1 ? rows.of(id, head) : null;
            if (earlier == null && request != null) {
                earlier = rows.of(request, head);
            }
            if (earlier != null) {
                return earlier;
            }
            Epoch next = head.at(head.seq() + 1);
            work.run(next);
            rows.insert(next, id, change, request);
            if (!Heads.bump(jdbc, head)) {
                throw new LostRaceException(null);
            }
            return new Written(next, false);
        });
        return Objects.requireNonNull(written);
    }
}
