/** Hours of steady load: what a process holds must stay as it is; started by {@code loadtest/soak}. */
@NullMarked
package org.gridauthz.loadtest.soak;

import org.jspecify.annotations.NullMarked;
