package org.gridauthz.changes;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the listeners up to the head of the log, one change at a time and in order, and knows how far it came. Two threads use it (the
 * plain and the synchronous read); its lock lets one apply at a time.
 */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final ChangeSource source;
    private final Listeners listeners;
    private final Rereads rereads; // under the lock
    private final ReentrantLock applying = new ReentrantLock();
    private final AtomicLong reloads = new AtomicLong();
    private volatile @Nullable Position position;
    private volatile boolean arrived;

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
        this.source = source;
        this.listeners = new Listeners(listeners, ignoredFeatures, floors);
        this.rereads = new Rereads(nanos);
    }

    @Nullable
    Position position() {
        return position;
    }

    /** How often all data were read anew, the start included. */
    long reloads() {
        return reloads.get();
    }

    /** See {@link Listeners#kept}. */
    @Nullable
    List<Kept> kept() {
        return listeners.kept();
    }

    /** Begins with what was known at a position, unless everything has been read meanwhile; says whether it did. */
    boolean beginAt(Position from, List<Runnable> publications) {
        applying.lock();
        try {
            if (position != null) {
                return false;
            }
            listeners.show(from.epoch(), publications);
            position = from;
            return true;
        } finally {
            applying.unlock();
        }
    }

    /** Lets time pass for the listeners. */
    void tick() {
        applying.lock();
        try {
            listeners.tick();
        } finally {
            applying.unlock();
        }
    }

    /** One cheap look for something new; false when what it found asks for a synchronous read. */
    boolean follow() {
        Position here = position;
        if (here == null || !arrived) {
            return catchUp(false) != null;
        }
        List<Change> rows = source.rows(here.epoch().seq(), 2);
        boolean nothingNew = here.epoch().seq() == 0
                ? rows.isEmpty()
                : rows.size() == 1 && rows.getFirst().id().equals(here.lastId());
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
        if (!arrived) {
            listeners.arriving();
            arrived = true;
        }
        Position before = position;
        Look look = new Look();
        source.consistently(synchronous, view -> {
            Epoch head = view.head();
            if (synchronous && before != null && readAgain(view, head)) {
                look.head = head;
                return;
            }
            if (before != null && head.equals(before.epoch()) && synchronous && Stretch.holdsRowOf(before, view)) {
                look.head = head;
                return;
            }
            applying.lock();
            try {
                if (advance(view, head, before, synchronous)) {
                    look.head = head;
                } else if (synchronous && lostMyRow(view, head)) {
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
            Position here = position;
            if (!rereads.due() || here == null || !head.includes(here.epoch())) {
                return false;
            }
            reload(ReloadReason.DATABASE_WENT_BACK, head, view);
            rereads.done();
            return true;
        } finally {
            applying.unlock();
        }
    }

    /** Whether this state, read synchronously, lacks the row applied last here in the generation of that row. */
    private boolean lostMyRow(ChangeSource.View view, Epoch head) {
        Position here = position;
        return here != null
                && head.generation().equals(here.epoch().generation())
                && (head.seq() < here.epoch().seq() || !Stretch.holdsRowOf(here, view));
    }

    /** @return whether all up to the head is applied; if not, only a synchronous read can tell what is the matter */
    private boolean advance(ChangeSource.View view, Epoch head, @Nullable Position before, boolean synchronous) {
        Position here = position;
        if (here == null) {
            reload(ReloadReason.START, head, view);
            return true;
        }
        Epoch at = here.epoch();
        if (!here.equals(before) && (before == null || !at.includes(before.epoch()) || at.includes(head))) {
            // Somebody else came further since this view was opened: the view is old, not the database.
            return at.includes(head);
        }
        if (!head.includes(at) || (at.seq() == head.seq() && !Stretch.holdsRowOf(here, view))) {
            return readOtherGeneration(head, view, synchronous);
        }
        return walk(here, head, view, synchronous);
    }

    private boolean walk(Position from, Epoch head, ChangeSource.View view, boolean synchronous) {
        Position here = from;
        while (here.epoch().seq() < head.seq()) {
            Stretch stretch = Stretch.after(here, view);
            if (stretch.found() == Stretch.Found.ANOTHER) {
                return readOtherGeneration(head, view, synchronous);
            }
            if (stretch.found() == Stretch.Found.PRUNED) {
                reload(ReloadReason.BEHIND_THE_TAIL, head, view);
                return true;
            }
            for (Change change : stretch.following()) {
                if (!listeners.apply(change, head)) {
                    LOG.info("change {} is of kind {}, unknown here: reading all anew", change.seq(), change.kind());
                    reload(ReloadReason.UNKNOWN_KIND, head, view);
                    return true;
                }
                here = new Position(head.at(change.seq()), change.id());
                position = here;
            }
            listeners.shown();
        }
        return true;
    }

    private boolean readOtherGeneration(Epoch head, ChangeSource.View view, boolean synchronous) {
        Position here = position;
        if (!synchronous
                || here == null
                || head.generation().equals(here.epoch().generation())) {
            return false; // a lagging member looks the same; a synchronous read tells them apart
        }
        LOG.error("the database is of another generation: {}, here is {}; reading all anew", head, here);
        reload(ReloadReason.DATABASE_WENT_BACK, head, view);
        rereads.begin();
        return true;
    }

    private void reload(ReloadReason reason, Epoch head, ChangeSource.View view) {
        List<Change> last = head.seq() == 0 ? List.of() : view.rows(head.seq(), 1);
        if (head.seq() > 0 && (last.isEmpty() || last.getFirst().seq() != head.seq())) {
            throw new IllegalStateException("the log lacks the row of its head: is a dump being restored?");
        }
        listeners.reload(reason, head);
        position = new Position(head, last.isEmpty() ? null : last.getFirst().id());
        reloads.incrementAndGet();
        listeners.shown();
    }
}
