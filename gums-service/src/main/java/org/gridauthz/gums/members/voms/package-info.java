/** Member lists from VO servers. */
@NullMarked
package org.gridauthz.gums.members.voms;

import org.jspecify.annotations.NullMarked;
