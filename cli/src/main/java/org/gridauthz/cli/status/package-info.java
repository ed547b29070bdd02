/** Verbs that say how the services are. */
@NullMarked
package org.gridauthz.cli.status;

import org.jspecify.annotations.NullMarked;
