/** Load on a VO port, as thin clients make it. */
@NullMarked
package org.gridauthz.loadtest.attributes;

import org.jspecify.annotations.NullMarked;
