/** The verbs against services that run. */
@NullMarked
package org.gridauthz.cli.site;

import org.jspecify.annotations.NullMarked;
