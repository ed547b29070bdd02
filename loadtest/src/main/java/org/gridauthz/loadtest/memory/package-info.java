/** How much memory an instance's knowledge takes; started by {@code loadtest/memory}. */
@NullMarked
package org.gridauthz.loadtest.memory;

import org.jspecify.annotations.NullMarked;
