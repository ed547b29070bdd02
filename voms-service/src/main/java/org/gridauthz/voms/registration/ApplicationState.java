package org.gridauthz.voms.registration;

/** Where an application stands. */
public enum ApplicationState {
    /** The address of mail is to be confirmed. */
    SUBMITTED,
    /** A representative of the applicant's institution is to approve. */
    WITH_REPRESENTATIVE,
    /** A manager is to approve: of the VO, or of the group asked for. */
    WITH_MANAGER,
    /** Granted. */
    APPROVED,
    /** Refused, with an explanation. */
    REJECTED,
    /** Taken back by the applicant. */
    WITHDRAWN,
    /** Nobody confirmed, or nobody decided, in time. */
    EXPIRED;

    /** Whether nothing more happens to it. */
    public boolean closed() {
        return compareTo(WITH_MANAGER) > 0;
    }
}
