package org.gridauthz.gums.pool;

import java.util.Set;

/**
 * What an account is in one turn of its history. Each transition is the next turn; none is ever changed or removed. An
 * account without any turn is free.
 */
public enum TurnState {
    /** Nobody's; may be leased. */
    FREE,
    /** One subject's. */
    LEASED,
    /** Was somebody's a short time ago: files and processes may be left, and a stale instance may still answer it. */
    QUARANTINED,
    /** Taken out by an administrator, from a pool or for a while. */
    WITHDRAWN;

    /** What may stand before this one in an account's history; the check of the database looks for anything else. */
    public Set<TurnState> mayFollow() {
        return switch (this) {
            case FREE -> Set.of(QUARANTINED, WITHDRAWN);
            case LEASED -> Set.of(FREE);
            case QUARANTINED -> Set.of(LEASED);
            case WITHDRAWN -> Set.of(FREE, QUARANTINED, WITHDRAWN);
        };
    }
}
