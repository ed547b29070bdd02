/** Verbs that ask what would be decided, and why. */
@NullMarked
package org.gridauthz.cli.decide;

import org.jspecify.annotations.NullMarked;
