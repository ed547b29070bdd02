/** What a call over mutual TLS costs beside a servlet that decides nothing; started by {@code loadtest/mappings}. */
@NullMarked
package org.gridauthz.loadtest.mappings;

import org.jspecify.annotations.NullMarked;
