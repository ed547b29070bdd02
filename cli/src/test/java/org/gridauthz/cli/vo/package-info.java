/** What one service gets from another. */
@NullMarked
package org.gridauthz.cli.vo;

import org.jspecify.annotations.NullMarked;
