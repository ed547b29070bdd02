/**
 * Pool accounts: which of {@code cms001} to {@code cms500} is whose, since when, and for how long nobody else's. Plain
 * Java; how leases are kept stands in {@code .store}.
 */
@NullMarked
package org.gridauthz.gums.pool;

import org.jspecify.annotations.NullMarked;
