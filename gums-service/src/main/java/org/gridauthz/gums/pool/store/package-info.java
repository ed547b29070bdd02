/** Leases in the database: every transition is one inserted row, every race a duplicate key. */
@NullMarked
package org.gridauthz.gums.pool.store;

import org.jspecify.annotations.NullMarked;
