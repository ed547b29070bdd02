/** One community's storm and what the others notice of it; started by {@code loadtest/tsunami}. */
@NullMarked
package org.gridauthz.loadtest.tsunami;

import org.jspecify.annotations.NullMarked;
