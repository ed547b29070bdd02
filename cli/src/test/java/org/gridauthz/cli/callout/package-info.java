/** deploy/callouts: the scripts as they stand, run by dash against running services. */
@NullMarked
package org.gridauthz.cli.callout;

import org.jspecify.annotations.NullMarked;
