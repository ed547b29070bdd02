/** How reading feeds went, in the database. */
@NullMarked
package org.gridauthz.saz.feed.store;

import org.jspecify.annotations.NullMarked;
