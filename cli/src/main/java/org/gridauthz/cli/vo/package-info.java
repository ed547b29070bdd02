/** Verbs about virtual organisations. */
@NullMarked
package org.gridauthz.cli.vo;

import org.jspecify.annotations.NullMarked;
