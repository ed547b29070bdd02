package org.gridauthz.saz.decision;

/** Why a site refuses. The codes are stable: they appear on wires, in audit lines and in metrics. */
public enum RefusalReason {
    /** A ban in force hits the subject. */
    BANNED("banned"),
    /** Something it comes with was never seen, and what is new is refused first. */
    FIRST_SIGHT("first-sight-refused"),
    /** Something it comes with was never entered, and only what was entered may come. */
    UNRECORDED("unrecorded"),
    /** It is of no VO, as far as anything was verified, and such subjects may not come. */
    WITHOUT_VO("without-vo");

    private final String code;

    RefusalReason(String code) {
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
