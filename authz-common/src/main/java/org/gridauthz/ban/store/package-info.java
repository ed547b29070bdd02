/**
 * Bans as turns in the database, and the index that follows them.
 */
@NullMarked
package org.gridauthz.ban.store;

import org.jspecify.annotations.NullMarked;
