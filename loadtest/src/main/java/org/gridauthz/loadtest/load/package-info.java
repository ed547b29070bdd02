/** Load at a stated rate over mutual TLS: when calls begin, how they travel, what came back, in plain Java. */
@NullMarked
package org.gridauthz.loadtest.load;

import org.jspecify.annotations.NullMarked;
