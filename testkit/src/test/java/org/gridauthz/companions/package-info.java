/** The files of deploy/companions, run by the programs they are for. */
@NullMarked
package org.gridauthz.companions;

import org.jspecify.annotations.NullMarked;
