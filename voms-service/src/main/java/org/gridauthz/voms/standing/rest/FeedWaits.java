package org.gridauthz.voms.standing.rest;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gridauthz.changes.Epoch;
import org.gridauthz.web.rest.Waits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Readers of the feed that wait for a change. */
public final class FeedWaits {
    /** Waiting at once. */
    private static final int MOST = 500;
    /** Time alone changes things, too: memberships end. */
    private static final long ANYWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<@Nullable Epoch> place;
    private final Waits<ResponseEntity<?>> waits = new Waits<>(MOST);
    private @Nullable Epoch seen;
    private long lookedAt = System.nanoTime();

    /** @param place how far this instance has followed the change log */
    public FeedWaits(Supplier<@Nullable Epoch> place) {
        this.place = place;
    }

    Waits<ResponseEntity<?>> waits() {
        return waits;
    }

    /** Called some twenty times a second by one thread. */
    public void tick() {
        Epoch now = place.get();
        if (Objects.equals(now, seen) && System.nanoTime() - lookedAt < ANYWAY_NANOS) {
            return;
        }
        seen = now;
        lookedAt = System.nanoTime();
        waits.look();
    }
}
