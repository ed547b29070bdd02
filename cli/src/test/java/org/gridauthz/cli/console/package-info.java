/** The web console in a real browser. */
@NullMarked
package org.gridauthz.cli.console;

import org.jspecify.annotations.NullMarked;
