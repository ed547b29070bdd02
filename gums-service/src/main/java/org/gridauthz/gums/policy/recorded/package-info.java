/** Recorded calls as JSON lines, for replay. */
@NullMarked
package org.gridauthz.gums.policy.recorded;

import org.jspecify.annotations.NullMarked;
