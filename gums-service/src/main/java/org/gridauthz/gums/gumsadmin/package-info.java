/**
 * GUMS' own interfaces beside XACML, for its command line and scripts: {@code GUMSAdmin} (SOAP 1.1, RPC/encoded) and the JSON
 * of 1.5. Rights, audit and errors are those of {@code /api/v1}.
 */
@NullMarked
package org.gridauthz.gums.gumsadmin;

import org.jspecify.annotations.NullMarked;
