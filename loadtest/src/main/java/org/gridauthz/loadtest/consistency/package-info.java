/** What it costs to read at one member of the database what was written at another, by each setting that there is for it; started by {@code loadtest/consistency}. */
@NullMarked
package org.gridauthz.loadtest.consistency;

import org.jspecify.annotations.NullMarked;
