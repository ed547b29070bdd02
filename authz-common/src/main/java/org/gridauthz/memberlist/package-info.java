/** Lists of people copied from elsewhere: what one read of a source gave, within bounds. The wire to VO servers is in {@code .voms}. */
@NullMarked
package org.gridauthz.memberlist;

import org.jspecify.annotations.NullMarked;
