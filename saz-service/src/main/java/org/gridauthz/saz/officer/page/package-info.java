/** The officer's pages of the console. */
@NullMarked
package org.gridauthz.saz.officer.page;

import org.jspecify.annotations.NullMarked;
