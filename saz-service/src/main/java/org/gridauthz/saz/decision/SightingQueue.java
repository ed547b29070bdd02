package org.gridauthz.saz.decision;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.gridauthz.community.Ration;
import org.gridauthz.community.Seat;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;

/**
 * Between decisions and the records of who came: a decision pays for one place in a queue, and no caller can fill the
 * table, the queue's reader or the database.
 */
public final class SightingQueue implements Sightings {
    private final ArrayBlockingQueue<Sighting> queue;
    /** No community fills more than half of the queue. */
    private final Ration ration;

    private final SightingStore store;
    private final SightingLimits limits;
    private final InstantSource clock;
    private final LongAdder dropped = new LongAdder();
    private final Map<Subject, Long> written;
    private long rows = -1;

    /** @param store asked by {@link #flush} only */
    public SightingQueue(SightingStore store, SightingLimits limits, InstantSource clock) {
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        this.ration = new Ration(limits.queue() / 2);
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.written = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Subject, Long> eldest) {
                return size() > limits.remembered();
            }
        };
    }

    @Override
    public void seen(SlashDn caller, Subject subject) {
        // Who shares a community shares its part, however many callers it has.
        String community = Seat.community();
        String who = community == null ? caller.text() : community;
        if (!ration.take() || !queue.offer(new Sighting(who, subject, clock.instant()))) {
            dropped.increment();
        }
    }

    /** Sightings not kept since the start: the queue, a caller's share or the table was full. They come again. */
    public long dropped() {
        return dropped.sum();
    }

    /** How many rows there are, as last counted; negative before that. */
    public synchronized long rows() {
        return rows;
    }

    /** Counts the rows anew; other instances write too. */
    public void count() {
        long now = store.size();
        synchronized (this) {
            rows = now;
        }
    }

    /** Writes what has come, in small pieces. Called by one thread about every second. */
    public synchronized void flush() {
        List<Sighting> wanted = due();
        if (rows < 0 && !wanted.isEmpty()) {
            rows = store.size();
        }
        for (int at = 0; at < wanted.size(); at += SightingStore.MOST) {
            List<Sighting> piece = wanted.subList(at, Math.min(at + SightingStore.MOST, wanted.size()));
            boolean room = rows < limits.rows();
            rows += store.write(piece, room);
            if (!room) {
                dropped.add(piece.size());
            }
            piece.forEach(one -> written.put(one.subject(), one.at().toEpochMilli()));
        }
    }

    private List<Sighting> due() {
        List<Sighting> all = new ArrayList<>();
        queue.drainTo(all);
        ration.renew();
        Map<Subject, Sighting> wanted = new LinkedHashMap<>();
        Map<String, Integer> ofCaller = new HashMap<>();
        for (Sighting one : all) {
            Long last = written.get(one.subject());
            boolean again = last == null
                    || one.at().toEpochMilli() - last >= limits.again().toMillis();
            if (!again || wanted.containsKey(one.subject())) {
                continue;
            }
            if (wanted.size() >= limits.perFlush()
                    || ofCaller.merge(one.caller(), 1, Integer::sum) > limits.perCaller()) {
                dropped.increment();
            } else {
                wanted.put(one.subject(), one);
            }
        }
        return List.copyOf(wanted.values());
    }
}
