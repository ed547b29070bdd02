/** What is loaded: the real services as processes of their own on the processors given to them, and people, hosts, proxies and tokens from a seed. */
@NullMarked
package org.gridauthz.loadtest.site;

import org.jspecify.annotations.NullMarked;
