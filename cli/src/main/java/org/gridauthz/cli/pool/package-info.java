/** Verbs about account pools. */
@NullMarked
package org.gridauthz.cli.pool;

import org.jspecify.annotations.NullMarked;
