/**
 * The web console, what services share of it: pages are a client of the REST interface inside the process, so that they can do
 * nothing that it cannot, with the same rights, refusals and audit rows.
 */
@NullMarked
package org.gridauthz.web.page;

import org.jspecify.annotations.NullMarked;
