/**
 * The change log in the database: the writer, what a follower reads, pruning.
 */
@NullMarked
package org.gridauthz.changes.store;

import org.jspecify.annotations.NullMarked;
