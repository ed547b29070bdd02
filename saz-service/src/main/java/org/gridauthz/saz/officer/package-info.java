/** What a security officer does: bans with their guards, and what was decided at some time. */
@NullMarked
package org.gridauthz.saz.officer;

import org.jspecify.annotations.NullMarked;
