/** {@code gridauthz compare}: two systems are asked the same, and what they answer differently is told. */
@NullMarked
package org.gridauthz.cli.compare;

import org.jspecify.annotations.NullMarked;
