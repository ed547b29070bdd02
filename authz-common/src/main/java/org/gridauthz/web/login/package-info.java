/**
 * Logging in to the console at an OpenID provider (OpenID Connect Core 1.0, authorization code with PKCE, RFC 7636), for people without a certificate
 * in their browser. Off unless a provider is configured. It gives no way to the REST interface: there certificates count alone.
 */
@NullMarked
package org.gridauthz.web.login;

import org.jspecify.annotations.NullMarked;
