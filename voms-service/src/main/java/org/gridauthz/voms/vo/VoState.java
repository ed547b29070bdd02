package org.gridauthz.voms.vo;

/** Whether a VO grows. */
public enum VoState {
    /** Takes applications. */
    OPEN,
    /** Goes on, and takes no applications. */
    CLOSED,
    /** Read-only: nothing changes but by its site's administrators. */
    FROZEN
}
