package org.gridauthz.audit.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.gridauthz.audit.DecisionRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds a decision by its id in the files of one instance, old ones too. Only files are read through in which, by the ids that they and
 * their successors begin with, the line may stand; usually one or two. One search at a time, of a bounded number of bytes.
 */
public final class KeptDecisions {
    /** How much one search reads at most, unpacked: some ten files, and seconds. */
    static final long MOST_BYTES = 1L << 30;

    private final TrailFiles files;
    private final Runnable settle;
    private final long mostBytes;
    private final Semaphore one = new Semaphore(1);

    /** Of the trail that is written here. */
    public KeptDecisions(Path file, DecisionFile trail) {
        this(file, trail::settle, MOST_BYTES);
    }

    KeptDecisions(Path file, Runnable settle, long mostBytes) {
        this.files = new TrailFiles(file);
        this.settle = settle;
        this.mostBytes = mostBytes;
    }

    /** How a search ended. */
    public sealed interface Search {
        /** The line is kept. */
        record Found(DecisionRecord decision) implements Search {}

        /**
         * No line is kept here.
         *
         * @param oldest when the oldest line that is kept was written; null if there is none
         */
        record NotKept(@Nullable Instant oldest) implements Search {}

        /** More files may hold it than one search reads; it is not in the newest of them. */
        record TooFar() implements Search {}

        /** Another search is under way. */
        record Busy() implements Search {}
    }

    /** The decision with this id, also one that was just made. */
    public Search find(String id) {
        TrailPlace place = TrailPlace.of(id);
        if (place == null) {
            return new Search.NotKept(null);
        }
        if (!one.tryAcquire()) {
            return new Search.Busy();
        }
        try {
            settle.run();
            List<Path> before = files.newestFirst();
            Search search = find(id, place, before);
            List<Path> after = files.newestFirst();
            // A file that began meanwhile: the line may have moved to where nobody looked.
            return search instanceof Search.NotKept && !after.equals(before) ? find(id, place, after) : search;
        } finally {
            one.release();
        }
    }

    private Search find(String id, TrailPlace place, List<Path> newestFirst) {
        TrailScan scan = new TrailScan(id, mostBytes);
        TrailPlace next = null;
        Instant oldest = null;
        for (Path file : newestFirst) {
            DecisionRecord head = head(file);
            TrailPlace first = head == null ? null : TrailPlace.of(head.id());
            if (place.maybeBetween(first, next)) {
                if (scan.exhausted()) {
                    return new Search.TooFar();
                }
                String line = scan.in(file);
                DecisionRecord found = line == null ? null : DecisionLine.read(line);
                if (found != null) {
                    return new Search.Found(found);
                }
            }
            oldest = head == null ? oldest : head.at();
            next = first;
        }
        return scan.exhausted() ? new Search.TooFar() : new Search.NotKept(oldest);
    }

    private static @Nullable DecisionRecord head(Path file) {
        String line = TrailScan.first(file);
        return line == null ? null : DecisionLine.read(line);
    }
}
