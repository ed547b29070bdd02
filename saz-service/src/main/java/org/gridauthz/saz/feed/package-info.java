/** Ban lists out, as files for whoever cannot ask, and in, from others. */
@NullMarked
package org.gridauthz.saz.feed;

import org.jspecify.annotations.NullMarked;
