/**
 * The core of GUMS: policy in, account out, with the reasons. Plain Java.
 */
@NullMarked
package org.gridauthz.gums.mapping;

import org.jspecify.annotations.NullMarked;
