package org.gridauthz.gums.members;

/** Whether a list just read is put in force. */
enum Intake {
    /** It is the list we have. */
    UNCHANGED,
    /** It takes the place of the list we have. */
    REPLACE,
    /** It lost more than half of its rows, or all: more likely a broken server than that many departures. */
    HOLD_BACK;

    static Intake judge(StoredList known, int size, String digest) {
        if (known.version() == null) {
            return REPLACE;
        }
        if (known.edits() == 0 && digest.equals(known.digest())) {
            return UNCHANGED;
        }
        boolean shrunken = size * 2L < known.size() || (size == 0 && known.size() > 0);
        boolean confirmed = known.acceptDownTo() != null && size >= known.acceptDownTo();
        return shrunken && !confirmed ? HOLD_BACK : REPLACE;
    }
}
