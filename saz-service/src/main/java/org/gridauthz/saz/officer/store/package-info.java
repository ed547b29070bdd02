/** Lifts that were asked for, and the bans of some time. */
@NullMarked
package org.gridauthz.saz.officer.store;

import org.jspecify.annotations.NullMarked;
