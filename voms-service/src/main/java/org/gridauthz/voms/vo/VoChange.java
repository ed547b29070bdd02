package org.gridauthz.voms.vo;

import org.gridauthz.changes.Epoch;

/** What became of a write. */
public sealed interface VoChange {
    /**
     * It is committed.
     *
     * @param id of what was made or changed
     * @param repeated whether an earlier request with the same key had done it
     */
    record Done(String id, Epoch epoch, boolean repeated) implements VoChange {}

    /** Nothing was changed. */
    record Refused(Why why, String detail) implements VoChange {}

    /** Reasons for that. */
    enum Why {
        /** What it is about is not there. */
        UNKNOWN,
        /** There is one already. */
        EXISTS,
        /** Others depend on it, or its state does not allow it. */
        CONFLICT,
        /** What is asked for is not possible in this VO. */
        INVALID,
        /** The caller may not, seen from where things stand. */
        FORBIDDEN
    }
}
