/** The highest rate a server keeps its word at, beside baselines of the same run; started by {@code loadtest/capacity}. */
@NullMarked
package org.gridauthz.loadtest.capacity;

import org.jspecify.annotations.NullMarked;
