/**
 * From one description of a site to what every host of it needs.
 */
@NullMarked
package org.gridauthz.cli.deploy;

import org.jspecify.annotations.NullMarked;
