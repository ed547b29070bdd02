/** The page that says who somebody becomes, and why. */
@NullMarked
package org.gridauthz.gums.mapping.page;

import org.jspecify.annotations.NullMarked;
