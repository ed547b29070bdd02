package org.gridauthz.gums.pool;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gridauthz.audit.Deciding;
import org.gridauthz.community.Seat;
import org.gridauthz.community.Shares;
import org.gridauthz.threads.SteadyPool;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for a caller who will not wait for ever: at most so many at once, each to a deadline, none while
 * the circuit is open. A call that hangs keeps its place in the bulkhead until it ends, so a hanging database costs as
 * many threads as the bulkhead has places and not one more.
 */
public final class StoreGuard {
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Duration deadline;
    /** No community holds more than half of the places. */
    private final Shares shares;

    private final ExecutorService threads =
            new SteadyPool(Thread.ofPlatform().daemon().name("look-up-", 0).factory());

    /** What became of a call. */
    sealed interface Outcome<T> {
        record Done<T>(@Nullable T value) implements Outcome<T> {}

        record Refused<T>(String cause) implements Outcome<T> {}
    }

    /** With the places and the deadline of these limits; the circuit opens when half of 20 calls fail, for 5 s. */
    public StoreGuard(PoolLimits limits) {
        this(
                Bulkhead.of(
                        "pool",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(limits.lookups())
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                CircuitBreaker.of(
                        "pool",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(20)
                                .minimumNumberOfCalls(10)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(Duration.ofSeconds(5))
                                .permittedNumberOfCallsInHalfOpenState(3)
                                .build()),
                limits.deadline(),
                new Shares(limits.lookups() / 2));
    }

    private StoreGuard(Bulkhead bulkhead, CircuitBreaker breaker, Duration deadline, Shares shares) {
        this.shares = shares;
        this.bulkhead = bulkhead;
        this.breaker = breaker;
        this.deadline = deadline;
    }

    /** Look-ups that could begin now. */
    public int free() {
        return bulkhead.getMetrics().getAvailableConcurrentCalls();
    }

    /** Whether the database failed so often that it is not asked. */
    public boolean open() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    <T> Outcome<T> call(Callable<@Nullable T> work) {
        String share = shares.take();
        if (share == null) {
            return new Outcome.Refused<>("too many look-ups of this community wait for the database");
        }
        if (!bulkhead.tryAcquirePermission()) {
            shares.giveBack(share);
            return new Outcome.Refused<>("too many look-ups wait for the database");
        }
        if (!breaker.tryAcquirePermission()) {
            bulkhead.releasePermission();
            shares.giveBack(share);
            return new Outcome.Refused<>("the database failed too often, its circuit is open");
        }
        Verdict verdict = new Verdict();
        Future<@Nullable T> future = threads.submit(Deciding.carried(() -> run(work, verdict, share)));
        try {
            return Seat.whileAway(() -> await(future, verdict));
        } catch (Seat.NoWaitSlotException e) {
            future.cancel(true);
            return new Outcome.Refused<>("too many calls of this community wait");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // nothing checked is thrown inside
        }
    }

    private <T> @Nullable T run(Callable<@Nullable T> work, Verdict verdict, String share) throws Exception {
        try {
            T value = work.call();
            verdict.good();
            return value;
        } catch (Exception | Error e) {
            verdict.bad(e);
            throw e;
        } finally {
            bulkhead.onComplete();
            shares.giveBack(share);
        }
    }

    private <T> Outcome<T> await(Future<@Nullable T> future, Verdict verdict) {
        try {
            return new Outcome.Done<>(future.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            verdict.bad(e);
            future.cancel(true);
            return new Outcome.Refused<>("the database did not answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Outcome.Refused<>("the database failed: " + summary(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Refused<>("interrupted");
        }
    }

    /** The type alone: messages of drivers hold addresses and statements. */
    private static String summary(@Nullable Throwable cause) {
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }

    /** Tells the breaker once, be it the caller's deadline or the call's own end that comes first. */
    private final class Verdict {
        private final long start = breaker.getCurrentTimestamp();
        private final AtomicBoolean told = new AtomicBoolean();

        void good() {
            if (told.compareAndSet(false, true)) {
                breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            }
        }

        void bad(Throwable cause) {
            if (told.compareAndSet(false, true)) {
                breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), cause);
            }
        }
    }
}
