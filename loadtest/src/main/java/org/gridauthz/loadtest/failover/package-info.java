/** {@code loadtest/failover}: what is lost when anything of a site is killed, cut off, stopped or replaced. */
@NullMarked
package org.gridauthz.loadtest.failover;

import org.jspecify.annotations.NullMarked;
