/** Files out and in: grid-mapfile, voms-mapfile, user-VO map and their kin. */
@NullMarked
package org.gridauthz.gums.mapfile;

import org.jspecify.annotations.NullMarked;
