@NullMarked
package org.gridauthz.tls;

import org.jspecify.annotations.NullMarked;
