package org.gridauthz.voms.registration;

/** What goes with a step of an application, in the same transaction. */
public enum Effect {
    /** A code is mailed to the address given. */
    MAIL_CODE,
    /** The representatives of the institution are told that it is their turn. */
    MAIL_REPRESENTATIVES,
    /** Those who may decide are told that it is their turn. */
    MAIL_MANAGERS,
    /** The applicant is told what became of it. */
    MAIL_APPLICANT,
    /** What was asked for is done. */
    GRANT
}
