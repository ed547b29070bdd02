package org.gridauthz.saz.decision;

/** Whether somebody may come without being verified as anybody of a VO. */
public enum WithoutVo {
    NO,
    YES,
    /** Only by a name that an officer trusts. */
    TRUSTED
}
