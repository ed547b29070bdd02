/** {@code /api/v1/banfiles} and {@code /api/v1/feeds}. */
@NullMarked
package org.gridauthz.saz.feed.rest;

import org.jspecify.annotations.NullMarked;
