/** {@code POST /api/v1/decisions}: the hot path from the wire to the decision and back. */
@NullMarked
package org.gridauthz.saz.decision.rest;

import org.jspecify.annotations.NullMarked;
