package org.gridauthz.saz.decision;

/** What becomes of something that comes with a subject and was never seen here before (saz.md §10.2). */
public enum FirstSight {
    /** It is enabled, and recorded. What SAZ did from 2006 on. */
    PERMIT_AND_RECORD,
    /** It is refused, and recorded as refused, in GUMS too, until an officer lifts that. */
    RECORD_REFUSED,
    /** It is refused, and stays so until an officer enters it. */
    REFUSE_UNRECORDED
}
