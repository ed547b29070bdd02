/** The member feed of a GridAuthz VO service, as its readers see it. */
@NullMarked
package org.gridauthz.memberlist.feed;

import org.jspecify.annotations.NullMarked;
