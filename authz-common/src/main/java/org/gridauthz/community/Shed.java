package org.gridauthz.community;

/** Why work was sent away. */
public enum Shed {
    /** Its community has as much waiting as it may. */
    FULL,
    /** It waited for its community's deadline, or for 3 ms while the community is over its share. */
    LATE,
    /** Its community has as many calls waiting for a database or a peer as it may. */
    NO_WAIT_SLOT
}
