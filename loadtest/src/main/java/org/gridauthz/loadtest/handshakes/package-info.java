/** New mutual-TLS connections for a second of processor time beside other servers; started by {@code loadtest/handshakes}. */
@NullMarked
package org.gridauthz.loadtest.handshakes;

import org.jspecify.annotations.NullMarked;
