package org.gridauthz.voms.registration;

/** What somebody asks a VO for. */
public enum ApplicationKind {
    /** To become a member. */
    MEMBERSHIP,
    /** To be in a group. */
    GROUP,
    /** To hold a role in a group. */
    ROLE,
    /** To use another certificate. */
    CERTIFICATE,
    /** To stay beyond the end of the membership. */
    RENEWAL,
    /** To leave; nobody has to agree. */
    LEAVING
}
