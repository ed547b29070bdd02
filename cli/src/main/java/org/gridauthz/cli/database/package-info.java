/** Verbs that look at or change a database directly, and how they get in. */
@NullMarked
package org.gridauthz.cli.database;

import org.jspecify.annotations.NullMarked;
