package org.gridauthz.voms.vo;

/** Why somebody is suspended, in VOMS-Admin's words. */
public enum SuspensionCode {
    /** Lifted by the system when she signs. */
    FAILED_TO_SIGN_AUP,
    /** Lifted by the system when her membership is extended. */
    MEMBERSHIP_EXPIRATION,
    /** By an administrator; only an administrator lifts it. */
    SECURITY_INCIDENT,
    /** By an administrator; only an administrator lifts it. */
    OTHER,
    /** Said by a personnel database; lifted by an administrator. */
    HR_DB_VALIDATION;

    /** Whether the system put it there, and so may lift it when its cause is gone. */
    public boolean ofTheSystem() {
        return this == FAILED_TO_SIGN_AUP || this == MEMBERSHIP_EXPIRATION;
    }
}
