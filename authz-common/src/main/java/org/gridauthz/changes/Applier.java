package org.gridauthz.changes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changes to listeners, one at a time and in order, and knows how far it came. Two threads use it (the plain and the
 * synchronous read); its lock lets one apply at a time.
 */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final int BATCH = 500;
    /**
     * After the database went back everything is read anew, and again after so long: a dump is restored table by table, and the log may be there
     * before what it is about.
     */
    static final List<Duration> AGAIN = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** @param lastId id of the row at {@code epoch.seq()}, null when that row was not seen */
    record Position(Epoch epoch, @Nullable String lastId) {}

    private final ChangeSource source;
    private final List<ChangeListener> listeners;
    private final Set<String> ignoredFeatures;
    private final Floors floors;
    private final ReentrantLock applying = new ReentrantLock();
    private final LongSupplier nanos;
    private final Deque<Long> again = new ArrayDeque<>(); // when to read all anew; under the lock
    private volatile @Nullable Position position;
    private final AtomicLong reloads = new AtomicLong();

    Applier(ChangeSource source, List<ChangeListener> listeners, Set<String> ignoredFeatures, Floors floors) {
        this(source, listeners, ignoredFeatures, floors, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    Applier(
            ChangeSource source,
            List<ChangeListener> listeners,
            Set<String> ignoredFeatures,
            Floors floors,
            LongSupplier nanos) {
        this.nanos = nanos;
        this.source = source;
        this.listeners = List.copyOf(listeners);
        this.ignoredFeatures = Set.copyOf(ignoredFeatures);
        this.floors = floors;
    }

    @Nullable
    Position position() {
        return position;
    }

    /** How often all data were read anew, the start included. */
    long reloads() {
        return reloads.get();
    }

    /** Lets time pass for the listeners. */
    void tick() {
        applying.lock();
        try {
            listeners.forEach(ChangeListener::tick);
        } finally {
            applying.unlock();
        }
    }

    /** One cheap look for something new; false when what it found asks for a synchronous read. */
    boolean follow() {
        Position here = position;
        if (here == null) {
            return catchUp(false) != null;
        }
        List<Change> rows = source.rows(here.epoch.seq(), 2);
        boolean nothingNew = here.epoch.seq() == 0
                ? rows.isEmpty()
                : rows.size() == 1 && rows.getFirst().id().equals(here.lastId);
        return nothingNew || catchUp(false) != null;
    }

    /**
     * Reads the head and applies all up to it.
     *
     * @return the head, all of which is applied now; null when it must be read synchronously
     */
    @Nullable
    Epoch catchUp(boolean synchronous) {
        Look look = look(synchronous);
        Epoch lost = look.lost;
        if (lost == null) {
            return look.head;
        }
        // Outside any snapshot: numbers given out from now on must not be mistaken for those that were lost.
        LOG.error("the database went back: it is at {}, {} was applied here; a new generation begins", lost, position);
        source.beginGeneration(lost);
        return look(true).head;
    }

    /** What one look at the database brought. */
    private static final class Look {
        @Nullable
        Epoch head;

        /** The head of a database that lost writes, and has not got a new generation yet. */
        @Nullable
        Epoch lost;
    }

    private Look look(boolean synchronous) {
        Position before = position;
        if (before == null) {
            listeners.forEach(ChangeListener::arriving);
        }
        Look look = new Look();
        source.consistently(synchronous, view -> {
            Epoch head = view.head();
            if (synchronous && before != null && readAgain(view, head)) {
                look.head = head;
                return;
            }
            if (before != null && head.equals(before.epoch) && synchronous && holdsMyRow(view, before)) {
                look.head = head;
                return;
            }
            applying.lock();
            try {
                if (advance(view, head, before, synchronous)) {
                    look.head = head;
                } else if (synchronous && wentBack(head, view)) {
                    look.lost = head;
                }
            } finally {
                applying.unlock();
            }
        });
        return look;
    }

    /** Whether the time has come to read anew what may have been restored late, and it was done. */
    private boolean readAgain(ChangeSource.View view, Epoch head) {
        applying.lock();
        try {
            Long due = again.peek();
            Position here = position;
            if (due == null || nanos.getAsLong() - due < 0 || here == null || !head.includes(here.epoch)) {
                return false;
            }
            reload(ReloadReason.DATABASE_WENT_BACK, head, view);
            again.remove();
            return true;
        } finally {
            applying.unlock();
        }
    }

    /** Whether this state, read synchronously, lacks the row applied last here in the generation of that row. */
    private boolean wentBack(Epoch head, ChangeSource.View view) {
        Position here = position;
        return here != null
                && head.generation().equals(here.epoch.generation())
                && (head.seq() < here.epoch.seq() || !holdsMyRow(view, here));
    }

    private static boolean holdsMyRow(ChangeSource.View view, Position mine) {
        if (mine.epoch.seq() == 0 || mine.lastId == null) {
            return true;
        }
        List<Change> rows = view.rows(mine.epoch.seq(), 1);
        return !rows.isEmpty() && rows.getFirst().id().equals(mine.lastId);
    }

    private boolean advance(ChangeSource.View view, Epoch head, @Nullable Position before, boolean synchronous) {
        Position here = position;
        if (here == null) {
            reload(ReloadReason.START, head, view);
            return true;
        }
        if (!here.equals(before)
                && (before == null || !here.epoch.includes(before.epoch) || here.epoch.includes(head))) {
            // Somebody else came further since this view was opened: the view is old, not the database.
            return here.epoch.includes(head);
        }
        if (!head.includes(here.epoch)) {
            return wentBack(head, view, synchronous);
        }
        if (here.epoch.seq() == head.seq()) {
            return holdsMyRow(view, here) || wentBack(head, view, synchronous);
        }
        while (here.epoch.seq() < head.seq()) {
            List<Change> rows = view.rows(here.epoch.seq(), BATCH);
            int next = 0;
            if (here.epoch.seq() > 0) {
                if (rows.isEmpty() || rows.getFirst().seq() != here.epoch.seq()) {
                    reload(ReloadReason.BEHIND_THE_TAIL, head, view);
                    return true;
                }
                if (here.lastId != null && !rows.getFirst().id().equals(here.lastId)) {
                    return wentBack(head, view, synchronous);
                }
                next = 1;
            }
            if (next == rows.size() || rows.get(next).seq() != here.epoch.seq() + 1) {
                // Nothing after the row at hand, or (before the first row) pruned rows; a gap cannot be stepped over.
                reload(ReloadReason.BEHIND_THE_TAIL, head, view);
                return true;
            }
            for (Change change : rows.subList(next, rows.size())) {
                if (change.seq() != here.epoch.seq() + 1) {
                    break;
                }
                if (!apply(change, head, view)) {
                    return true; // read anew up to the head
                }
                here = new Position(head.at(change.seq()), change.id());
                position = here;
            }
            listeners.forEach(ChangeListener::shown);
        }
        return true;
    }

    private boolean wentBack(Epoch head, ChangeSource.View view, boolean synchronous) {
        Position here = position;
        if (!synchronous || here == null || head.generation().equals(here.epoch.generation())) {
            return false; // a lagging member looks the same; a synchronous read tells them apart
        }
        LOG.error("the database is of another generation: {}, here is {}; reading all anew", head, here);
        reload(ReloadReason.DATABASE_WENT_BACK, head, view);
        again.clear();
        AGAIN.forEach(later -> again.add(nanos.getAsLong() + later.toNanos()));
        return true;
    }

    /** @return false when everything was reloaded instead */
    private boolean apply(Change change, Epoch head, ChangeSource.View view) {
        List<ChangeListener> concerned = new ArrayList<>();
        boolean known = ignoredFeatures.contains(change.feature());
        for (ChangeListener listener : listeners) {
            if (listener.kinds().contains(change.kind())) {
                concerned.add(listener);
                known = true;
            } else if (listener.kinds().stream().map(Change::featureOf).anyMatch(change.feature()::equals)) {
                LOG.info(
                        "change {} is of kind {}, unknown here: reading {} anew",
                        change.seq(),
                        change.kind(),
                        change.feature());
                floors.raise(new Change(change.seq(), change.id(), change.kind(), List.of(), true));
                listener.reload(ReloadReason.UNKNOWN_KIND, head).run();
                known = true;
            }
        }
        if (!known) {
            LOG.info("change {} is of kind {}, unknown here: reading all anew", change.seq(), change.kind());
            reload(ReloadReason.UNKNOWN_KIND, head, view);
            return false;
        }
        floors.raise(change);
        for (ChangeListener listener : concerned) {
            applyOrReload(listener, change, head);
        }
        return true;
    }

    private static void applyOrReload(ChangeListener listener, Change change, Epoch head) {
        try {
            listener.apply(change);
        } catch (RuntimeException e) {
            LOG.warn("change {} of kind {} cannot be applied, reading it anew", change.seq(), change.kind(), e);
            listener.reload(ReloadReason.LISTENER_FAILED, head).run();
        }
    }

    private void reload(ReloadReason reason, Epoch head, ChangeSource.View view) {
        List<Change> last = head.seq() == 0 ? List.of() : view.rows(head.seq(), 1);
        if (head.seq() > 0 && (last.isEmpty() || last.getFirst().seq() != head.seq())) {
            throw new IllegalStateException("the log lacks the row of its head: is a dump being restored?");
        }
        List<Runnable> publications = new ArrayList<>();
        for (ChangeListener listener : listeners) {
            publications.add(listener.reload(reason, head));
        }
        floors.raiseAll(head);
        publications.forEach(Runnable::run);
        position = new Position(head, last.isEmpty() ? null : last.getFirst().id());
        reloads.incrementAndGet();
        listeners.forEach(ChangeListener::shown);
    }
}
