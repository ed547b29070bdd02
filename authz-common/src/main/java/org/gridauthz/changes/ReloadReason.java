package org.gridauthz.changes;

/** Why data are read anew instead of changed in place. */
public enum ReloadReason {
    /** Nothing was read yet. */
    START,
    /** The rows between here and the head were pruned: this instance slept for longer than they are kept. */
    BEHIND_THE_TAIL,
    /** A change of a kind that this version does not know, as during a rolling upgrade. */
    UNKNOWN_KIND,
    /** A listener failed at a change; reading all of it anew may succeed. */
    LISTENER_FAILED,
    /** The database lost writes that were applied here: an old dump was restored. Bans must not vanish by this. */
    DATABASE_WENT_BACK
}
