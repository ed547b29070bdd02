/**
 * XACML 2.0 over SAML 2.0 in SOAP 1.1, as gatekeepers, worker nodes and storage doors speak it to GUMS, SAZ and Argus: the
 * profile "authz-interop" of 2008 and its cousins of Argus. Lenient in what it reads, exact in what it writes: the clients
 * break the schema, and break on what the schema allows.
 */
@NullMarked
package org.gridauthz.xacml;

import org.jspecify.annotations.NullMarked;
