/** What watches the services. */
@NullMarked
package org.gridauthz.cli.status;

import org.jspecify.annotations.NullMarked;
