package org.gridauthz.web.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Calls that wait for a change (long polls). A wait holds a connection and no thread; whoever knows that something may have changed calls
 * {@link #look}.
 */
public final class Waits<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private final int most;
    private final Semaphore places;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** @param most how many may wait at once; whoever comes then is answered at once */
    public Waits(int most) {
        this.most = most;
        this.places = new Semaphore(most);
    }

    /**
     * Answers at once if there is news, else at the next change, else when the time is over.
     *
     * @param news null: nothing has changed. A {@link Refusal} of the first look is thrown, one of a later look is the answer.
     * @param otherwise what is said when the time is over without news
     */
    public DeferredResult<T> until(Duration longest, Supplier<@Nullable T> news, Supplier<T> otherwise) {
        DeferredResult<T> result = new DeferredResult<>(Math.max(1, longest.toMillis()));
        T now = news.get();
        if (now != null || longest.isZero() || !places.tryAcquire()) {
            result.setResult(now == null ? otherwise.get() : now);
            return result;
        }
        Waiting one = new Waiting(result, news);
        result.onTimeout(() -> result.setResult(otherwise.get()));
        result.onCompletion(() -> {
            if (waiting.remove(one)) {
                places.release();
            }
        });
        waiting.add(one);
        // What changed between the first look and the place among the waiting woke nobody.
        one.look();
        return result;
    }

    /** How many wait. */
    public int waiting() {
        return most - places.availablePermits();
    }

    /** Something may have changed: whoever there is news for is answered. */
    public void look() {
        waiting.forEach(Waiting::look);
    }

    private final class Waiting {
        private final DeferredResult<T> result;
        private final Supplier<@Nullable T> news;

        Waiting(DeferredResult<T> result, Supplier<@Nullable T> news) {
            this.result = result;
            this.news = news;
        }

        void look() {
            try {
                T now = news.get();
                if (now != null) {
                    result.setResult(now);
                }
            } catch (Refusal refusal) {
                result.setErrorResult(refusal);
            } catch (RuntimeException e) {
                LOG.debug("it cannot be told now whether there is news; whoever waits goes on waiting", e);
            }
        }
    }
}
