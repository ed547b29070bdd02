/** How answers are printed: tables for people, JSON for programs. */
@NullMarked
package org.gridauthz.cli.output;

import org.jspecify.annotations.NullMarked;
