/** VOMS: in which groups and roles is this person. The assembly; the features are packages below. */
@NullMarked
package org.gridauthz.voms;

import org.jspecify.annotations.NullMarked;
