/** What a service sends to a collector of traces. */
@NullMarked
package org.gridauthz.testkit.traces;

import org.jspecify.annotations.NullMarked;
