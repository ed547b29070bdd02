/** The instances as rows of the shared database. */
@NullMarked
package org.gridauthz.changes.instances.store;

import org.jspecify.annotations.NullMarked;
