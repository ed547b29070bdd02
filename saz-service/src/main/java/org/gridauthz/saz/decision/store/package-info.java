/** Who came, in the database; what decisions need of it, followed. */
@NullMarked
package org.gridauthz.saz.decision.store;

import org.jspecify.annotations.NullMarked;
