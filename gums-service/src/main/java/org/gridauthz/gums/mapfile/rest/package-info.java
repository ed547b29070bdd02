/** The files that hosts fetch instead of asking, and whose an account is. */
@NullMarked
package org.gridauthz.gums.mapfile.rest;

import org.jspecify.annotations.NullMarked;
