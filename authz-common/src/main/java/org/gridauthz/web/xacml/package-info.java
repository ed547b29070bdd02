/** The XACML wire of the decision calls: the same cores as {@code /api/v1}, for clients that are older than we are. */
@NullMarked
package org.gridauthz.web.xacml;

import org.jspecify.annotations.NullMarked;
