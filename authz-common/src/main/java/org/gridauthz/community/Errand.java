package org.gridauthz.community;

import org.jspecify.annotations.Nullable;

/**
 * Work that wants a seat: a call, or a step of a TLS handshake. Made once for each; given to {@link Scheduler#offer}, which
 * calls exactly one of {@link #seated} and {@link #shed}, at once or later (and again after {@link Scheduler#giveWay}), on the thread of whoever made it possible and
 * with no lock held. Both must be quick: hand over to a pool, do not work.
 */
public abstract class Errand {
    /** What it is. */
    public enum Kind {
        /** A request on an established connection. */
        CALL,
        /** A step of a TLS handshake. */
        HANDSHAKE
    }

    enum State {
        NEW,
        WAITING,
        SEATED,
        /** In a wait slot of its community. */
        AWAY,
        DONE
    }

    final Kind kind;
    /** Errands of one kind take turns by it. */
    final Object source;
    // All below: under the scheduler's lock.
    State state = State.NEW;

    @Nullable
    Flow flow;

    long offered;
    long since;
    /** Nanoseconds for which it has sat since it stood at the end of its queue, a wait in between or not. */
    long had;
    /** Nanoseconds on the seat that were charged in advance. */
    double charged;
    /** Nanoseconds that its maker expects, 0: what others of its kind took. */
    double expected;
    /** Nanoseconds of a processor that it used on the seat, told before it gets up; negative: nobody knows, it counts as always working. */
    double used = -1;
    /** How it sits. */
    Lane lane;
    /** It has held a lent seat for too long: the seat counts no longer. */
    boolean overrun;
    /** It was admitted before and came back from a wait slot: it is not sent away any more. */
    boolean returning;

    protected Errand(Kind kind) {
        this(kind, "");
    }

    /** @param source where a handshake comes from, see {@link AcceptGate.Pass#source}; calls are served in the order they came */
    protected Errand(Kind kind, Object source) {
        this.kind = kind;
        this.source = kind == Kind.HANDSHAKE ? source : "";
        this.lane = Lane.of(kind, false);
    }

    /** How it sits; asked in {@link #seated}. */
    protected final Lane lane() {
        return lane;
    }

    /** It has a seat until {@link Scheduler#done}. */
    protected abstract void seated();

    /** It will have none. */
    protected abstract void shed(Shed why);

    /** On its own thread, which has waited to go on: it sits again, and not always in the lane it sat in before. */
    protected void sitsAgain() {}

    /** On its own thread, which has waited between two calls: for those that come now it will have no seat. */
    protected void sentAway() {}
}
