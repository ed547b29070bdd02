package org.gridauthz.assembly;

import org.gridauthz.changes.Follower;

/** Somebody the follower itself informs and who asks it in turn: handed over before it starts. */
@FunctionalInterface
public interface FollowerUser {
    void of(Follower follower);
}
