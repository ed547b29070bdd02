package org.gridauthz.voms.vo.store;

import org.gridauthz.voms.vo.VoChange.Refused;
import org.gridauthz.voms.vo.VoChange.Why;

/** Rolls a write back: what it needs is not so. Never leaves {@link VoLedger}. */
public final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** @param detail safe to show */
    public NotTaken(Why why, String detail) {
        super(detail, null, false, false);
        this.why = why;
    }

    Refused refused() {
        return new Refused(why, String.valueOf(getMessage()));
    }
}
