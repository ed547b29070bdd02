/** Member lists from VO servers. */
@NullMarked
package org.gridauthz.memberlist.voms;

import org.jspecify.annotations.NullMarked;
