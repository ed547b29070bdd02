/** SAZ: may this identity use this site. The assembly; the features are packages below. */
@NullMarked
package org.gridauthz.saz;

import org.jspecify.annotations.NullMarked;
