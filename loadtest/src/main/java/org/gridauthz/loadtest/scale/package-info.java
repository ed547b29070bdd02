/** What arithmetic cannot say of sites larger than this machine: simulations behind docs/scale.md. */
@NullMarked
package org.gridauthz.loadtest.scale;

import org.jspecify.annotations.NullMarked;
