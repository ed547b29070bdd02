/** Claims as rows of the shared database. */
@NullMarked
package org.gridauthz.jobs.store;

import org.jspecify.annotations.NullMarked;
