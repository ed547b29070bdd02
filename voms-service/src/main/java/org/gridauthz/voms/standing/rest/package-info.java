/** The member feed: who counts in a group or role, and who changed since. */
@NullMarked
package org.gridauthz.voms.standing.rest;

import org.jspecify.annotations.NullMarked;
