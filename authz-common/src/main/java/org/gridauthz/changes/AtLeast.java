package org.gridauthz.changes;

/** Whether an instance has seen what a caller asked it to have seen. Anything but {@link #REACHED} means Indeterminate. */
public enum AtLeast {
    /** It has. */
    REACHED,
    /** The epoch is above the database's own head: made up, or of writes that were lost. */
    ABOVE_THE_HEAD,
    /** The epoch is of another generation of the database. */
    OTHER_GENERATION,
    /** It could not find out in time, or the read that was to tell failed; asking again may help. */
    UNKNOWN
}
