/** What of a VO's port is fetched over REST. */
@NullMarked
package org.gridauthz.voms.port.rest;

import org.jspecify.annotations.NullMarked;
