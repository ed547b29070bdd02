package org.gridauthz.saz.feed.rest;

import java.time.Duration;
import java.util.function.Supplier;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.saz.feed.BanLists;
import org.gridauthz.web.rest.Waits;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** Fetches that wait until the bans change. */
public final class LongPolls {
    /** Waiting at once. */
    public static final int MOST = 10_000;

    private final BanLists lists;
    private final Waits<ResponseEntity<byte[]>> waits = new Waits<>(MOST);
    private BanIndex seen;

    public LongPolls(BanLists lists) {
        this.lists = lists;
        this.seen = lists.state();
    }

    /**
     * Answers at the next change of the file, else when the time is over.
     *
     * @param answer gives the file if its tag is another one than the fetch has, else 304
     */
    DeferredResult<ResponseEntity<byte[]>> until(Duration most, Supplier<ResponseEntity<byte[]>> answer) {
        return waits.until(
                most,
                () -> {
                    ResponseEntity<byte[]> now = answer.get();
                    return now.getStatusCode().value() == 200 ? now : null;
                },
                answer);
    }

    /** How many wait. */
    public int waiting() {
        return waits.waiting();
    }

    /** Called about ten times a second by one thread. */
    public void tick() {
        if (!lists.is(seen)) {
            seen = lists.state();
            waits.look();
        }
    }
}
