/** {@code POST /api/v1/mappings}: the hot path from the wire to the mapper and back. */
@NullMarked
package org.gridauthz.gums.mapping.rest;

import org.jspecify.annotations.NullMarked;
