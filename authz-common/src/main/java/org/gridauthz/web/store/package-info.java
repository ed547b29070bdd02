/** Admin rights in the database. */
@NullMarked
package org.gridauthz.web.store;

import org.jspecify.annotations.NullMarked;
