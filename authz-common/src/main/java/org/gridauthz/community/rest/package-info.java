/** How communities stand, for people. */
@NullMarked
package org.gridauthz.community.rest;

import org.jspecify.annotations.NullMarked;
