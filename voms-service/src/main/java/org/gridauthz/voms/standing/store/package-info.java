/**
 * Reading people for the memory, following their changes, and looking them up directly.
 */
@NullMarked
package org.gridauthz.voms.standing.store;

import org.jspecify.annotations.NullMarked;
