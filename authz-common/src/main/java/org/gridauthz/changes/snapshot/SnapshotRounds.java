package org.gridauthz.changes.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.Position;
import org.gridauthz.changes.Staleness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a snapshot is written and when it is used. A database that answers is always better: the snapshot is for the start of an instance that
 * has not heard from any.
 */
public final class SnapshotRounds {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRounds.class);

    private final SnapshotFile file;
    private final Follower follower;
    private final InstantSource clock;
    private Instant written = Instant.MIN;

    /** @param clock of decisions */
    public SnapshotRounds(SnapshotFile file, Follower follower, InstantSource clock) {
        this.file = file;
        this.follower = follower;
        this.clock = clock;
    }

    /** Starts from the snapshot where there is a good one and nothing was read yet; the log says why it did not. */
    public synchronized void begin() {
        List<Kept> parts = follower.kept();
        if (parts == null || follower.position() != null) {
            return;
        }
        Instant now = clock.instant();
        switch (file.read(parts, now)) {
            case Reading.None none -> LOG.warn("no database, and no snapshot to start from");
            case Reading.Refused refused -> LOG.error("no database, and the snapshot is refused: {}", refused.why());
            case Reading.Good good -> {
                // Clocks of two runs may differ by what a clock may differ unnoticed: what is restored is never fresh.
                Duration age = Duration.between(good.knownAt(), now).plus(Staleness.FRESH);
                Duration atLeast = age.compareTo(Staleness.FRESH) < 0 ? Staleness.FRESH : age;
                if (follower.beginAt(good.position(), atLeast, good.publications())) {
                    written = good.knownAt();
                    LOG.error(
                            "no database: started from what was known at {}, as of {}",
                            good.knownAt(),
                            good.position());
                }
            }
        }
    }

    /** Writes down what is known, if it is younger than what was written. */
    public synchronized void write() {
        List<Kept> parts = follower.kept();
        Freshness now = follower.freshness();
        Position position = follower.position(); // before the parts: they may be newer, never older
        Instant knownAt = knownAt(now);
        if (parts == null || position == null || knownAt == null || !knownAt.isAfter(written)) {
            return;
        }
        try {
            file.write(position, knownAt, parts);
            written = knownAt;
        } catch (IOException e) {
            LOG.warn("the snapshot cannot be written, the last one stays: {}", e.toString());
        }
    }

    private @Nullable Instant knownAt(@Nullable Freshness now) {
        return now == null ? null : clock.instant().minus(now.age());
    }
}
