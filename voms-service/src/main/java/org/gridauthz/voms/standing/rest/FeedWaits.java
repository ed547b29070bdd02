package org.gridauthz.voms.standing.rest;

import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.gridauthz.changes.Epoch;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** Readers of the feed that wait for a change. A wait holds a connection and no thread; one thread looks for all. */
public final class FeedWaits {
    /** Waiting at once; whoever comes then is answered at once. */
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(FeedWaits.class);
    /** Time alone changes things, too: memberships end. */
    private static final long ANYWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<@Nullable Epoch> place;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private @Nullable Epoch seen;
    private long lookedAt = System.nanoTime();

    /** @param answer null: nothing has changed */
    private record Waiting(DeferredResult<ResponseEntity<?>> result, Supplier<@Nullable ResponseEntity<?>> answer) {}

    /** @param place how far this instance has followed the change log */
    public FeedWaits(Supplier<@Nullable Epoch> place) {
        this.place = place;
    }

    /**
     * Answers at the next change, else when the time is over.
     *
     * @param answer null: nothing has changed
     * @param otherwise what is said then
     */
    DeferredResult<ResponseEntity<?>> until(
            Duration most, Supplier<@Nullable ResponseEntity<?>> answer, Supplier<ResponseEntity<?>> otherwise) {
        DeferredResult<ResponseEntity<?>> result = new DeferredResult<>(Math.max(1, most.toMillis()));
        ResponseEntity<?> now = answer.get();
        if (now != null || most.isZero() || count.incrementAndGet() > MOST) {
            if (now == null && !most.isZero()) {
                count.decrementAndGet();
            }
            result.setResult(now == null ? otherwise.get() : now);
            return result;
        }
        Waiting one = new Waiting(result, answer);
        result.onTimeout(() -> result.setResult(otherwise.get()));
        result.onCompletion(() -> {
            count.decrementAndGet();
            waiting.remove(one);
        });
        waiting.add(one);
        return result;
    }

    /** Called some twenty times a second by one thread. */
    public void tick() {
        Epoch now = place.get();
        if (waiting.isEmpty() || (Objects.equals(now, seen) && System.nanoTime() - lookedAt < ANYWAY_NANOS)) {
            return;
        }
        seen = now;
        lookedAt = System.nanoTime();
        for (Waiting one : waiting) {
            try {
                ResponseEntity<?> answer = one.answer().get();
                if (answer != null) {
                    one.result().setResult(answer);
                }
            } catch (Refusal refusal) {
                one.result().setErrorResult(refusal);
            } catch (RuntimeException e) {
                LOG.debug("the feed cannot be read now; whoever waits goes on waiting", e);
            }
        }
    }
}
