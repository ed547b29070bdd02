/** {@code /api/v1/bans}, {@code /api/v1/subjects}, {@code /api/v1/history}: the security officer's night. */
@NullMarked
package org.gridauthz.saz.officer.rest;

import org.jspecify.annotations.NullMarked;
