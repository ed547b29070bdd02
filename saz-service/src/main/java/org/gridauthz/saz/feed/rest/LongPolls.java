package org.gridauthz.saz.feed.rest;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.saz.feed.BanLists;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Fetches that wait for a change. A wait holds a connection and no thread; one thread looks about ten times a second whether
 * the bans changed.
 */
public final class LongPolls {
    /** Waiting at once; whoever comes then is answered at once. */
    public static final int MOST = 10_000;

    private final BanLists lists;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private BanIndex seen;

    /** @param answer gives the file if its tag is another one than the fetch has, else 304 */
    private record Waiting(DeferredResult<ResponseEntity<byte[]>> result, Supplier<ResponseEntity<byte[]>> answer) {}

    public LongPolls(BanLists lists) {
        this.lists = lists;
        this.seen = lists.state();
    }

    /** Answers at the next change, else when the time is over. */
    DeferredResult<ResponseEntity<byte[]>> until(Duration most, Supplier<ResponseEntity<byte[]>> answer) {
        DeferredResult<ResponseEntity<byte[]>> result = new DeferredResult<>(most.toMillis());
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            result.setResult(answer.get());
            return result;
        }
        Waiting one = new Waiting(result, answer);
        result.onTimeout(() -> result.setResult(answer.get()));
        result.onCompletion(() -> {
            count.decrementAndGet();
            waiting.remove(one);
        });
        waiting.add(one);
        // What changed between the caller's look and its place among the waiting woke nobody.
        ResponseEntity<byte[]> already = answer.get();
        if (already.getStatusCode().value() == 200) {
            result.setResult(already);
        }
        return result;
    }

    /** How many wait. */
    public int waiting() {
        return count.get();
    }

    /** Called about ten times a second by one thread. */
    public void tick() {
        if (lists.is(seen)) {
            return;
        }
        seen = lists.state();
        for (Waiting one : waiting) {
            ResponseEntity<byte[]> answer = one.answer().get();
            if (answer.getStatusCode().value() == 200) {
                one.result().setResult(answer);
            }
        }
    }
}
