/** Ban lists of others, read. */
@NullMarked
package org.gridauthz.saz.feed.wire;

import org.jspecify.annotations.NullMarked;
