/** {@code gums.config} of every version, read into a policy, a list of bans, and a report of what changed in meaning. */
@NullMarked
package org.gridauthz.gums.policy.gumsconfig;

import org.jspecify.annotations.NullMarked;
