/**
 * How trust meets the TLS listeners: embedded-Tomcat connectors whose client certificates are judged by
 * {@link org.gridauthz.trust.GridTrust}, the authenticated {@link org.gridauthz.tls.Caller} of each request, and the same
 * trust for outgoing calls.
 */
@NullMarked
package org.gridauthz.tls;

import org.jspecify.annotations.NullMarked;
