/** Versions of the policy in the database, and the follower that puts the current one in force. */
@NullMarked
package org.gridauthz.gums.policy.store;

import org.jspecify.annotations.NullMarked;
