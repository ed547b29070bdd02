package org.gridauthz.gums.members;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;

/** Brings the copy of one list up to date. */
public final class Refresh {
    /** How it went. */
    public enum Outcome {
        /** The copy is what the source says. */
        UNCHANGED,
        /** A new copy is in force. */
        REPLACED,
        /** The source's list is suspiciously small; the old copy stays until an administrator confirms. */
        HELD_BACK,
        /** No list came; the old copy stays and grows older. */
        FAILED,
        /** Another refresh of the same list was quicker. */
        OVERTAKEN
    }

    private final ListReader reader;
    private final ListStore store;
    private final InstantSource clock;

    /** From these sources into this store. */
    public Refresh(ListReader reader, ListStore store, InstantSource clock) {
        this.reader = reader;
        this.store = store;
        this.clock = clock;
    }

    /** Asks the source and keeps what it says; throws only when the database is not there. */
    public Outcome run(CopiedList list) {
        return switch (read(list)) {
            case NotListed no -> {
                store.failed(list, no, clock.instant());
                yield Outcome.FAILED;
            }
            case Listed listed -> keep(list, listed);
        };
    }

    private Outcome keep(CopiedList list, Listed listed) {
        List<byte[]> chunks = Chunks.of(listed.rows());
        StoredList known = store.find(list);
        String digest = HexFormat.of().formatHex(Chunks.digest(chunks));
        switch (Intake.judge(known, listed.rows().size(), digest)) {
            case UNCHANGED -> {
                store.unchanged(list, listed, clock.instant());
                return Outcome.UNCHANGED;
            }
            case HOLD_BACK -> {
                store.heldBack(list, listed, clock.instant());
                return Outcome.HELD_BACK;
            }
            case REPLACE -> {
                return store.replace(list, known, listed, chunks, clock.instant())
                        ? Outcome.REPLACED
                        : Outcome.OVERTAKEN;
            }
        }
        throw new AssertionError("every verdict is above");
    }

    private Listing read(CopiedList list) {
        try {
            return reader.read(list);
        } catch (RuntimeException defect) {
            return new NotListed(Fault.INTERNAL, defect.getClass().getSimpleName());
        }
    }
}
