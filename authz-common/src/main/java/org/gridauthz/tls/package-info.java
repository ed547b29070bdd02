/**
 * How trust meets the TLS listeners.
 */
@NullMarked
package org.gridauthz.tls;

import org.jspecify.annotations.NullMarked;
