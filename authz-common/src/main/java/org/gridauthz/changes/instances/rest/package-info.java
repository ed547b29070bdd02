/** {@code /api/v1/instances}. */
@NullMarked
package org.gridauthz.changes.instances.rest;

import org.jspecify.annotations.NullMarked;
