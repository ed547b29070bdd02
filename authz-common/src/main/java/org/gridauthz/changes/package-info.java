/**
 * The one total order of decision-changing writes: change log, epoch, follower, age.
 */
@NullMarked
package org.gridauthz.changes;

import org.jspecify.annotations.NullMarked;
