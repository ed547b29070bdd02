/**
 * What other software still asks of a VOMS-Admin: the member lists of {@code services/VOMSCompatibility} and part of its JSON
 * interface {@code apiv2} (voms.md §12). All of it can be had otherwise under {@code /api/v1}.
 */
@NullMarked
package org.gridauthz.voms.vomsadmin;

import org.jspecify.annotations.NullMarked;
