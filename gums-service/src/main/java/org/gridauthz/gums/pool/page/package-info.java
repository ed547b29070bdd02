/** Pages of the account pools. */
@NullMarked
package org.gridauthz.gums.pool.page;

import org.jspecify.annotations.NullMarked;
