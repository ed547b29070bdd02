/** How the command reaches the services of a site: with which credential, where, and what they answer. */
@NullMarked
package org.gridauthz.cli.site;

import org.jspecify.annotations.NullMarked;
