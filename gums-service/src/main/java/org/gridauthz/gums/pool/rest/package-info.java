/** {@code /api/v1/pools}: pool accounts for administrators. */
@NullMarked
package org.gridauthz.gums.pool.rest;

import org.jspecify.annotations.NullMarked;
