/**
 * Decisions found again for people, by the id that the caller was told.
 */
@NullMarked
package org.gridauthz.audit.rest;

import org.jspecify.annotations.NullMarked;
