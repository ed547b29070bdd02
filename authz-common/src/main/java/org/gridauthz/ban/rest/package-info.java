/**
 * Bans as services show them to people.
 */
@NullMarked
package org.gridauthz.ban.rest;

import org.jspecify.annotations.NullMarked;
