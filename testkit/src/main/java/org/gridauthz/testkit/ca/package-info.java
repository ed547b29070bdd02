/**
 * A throw-away grid PKI for tests and the sample site: CAs, credentials, proxies good and bad, anchors directories, VOs.
 * Keys live in memory; nothing here is ever a secret of the repository.
 */
@NullMarked
package org.gridauthz.testkit.ca;

import org.jspecify.annotations.NullMarked;
