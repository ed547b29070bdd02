/** Decision time: a clock that no jump of a system clock moves. */
@NullMarked
package org.gridauthz.clock;

import org.jspecify.annotations.NullMarked;
