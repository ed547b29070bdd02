@NullMarked
package org.gridauthz.migrate;

import org.jspecify.annotations.NullMarked;
