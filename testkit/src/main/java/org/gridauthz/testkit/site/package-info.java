/**
 * A throw-away site to play with: CA, VO, people, hosts and a VOMS proxy in a directory.
 */
@NullMarked
package org.gridauthz.testkit.site;

import org.jspecify.annotations.NullMarked;
