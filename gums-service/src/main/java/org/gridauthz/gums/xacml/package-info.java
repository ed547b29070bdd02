/** Mappings by XACML: where GUMS' clients look for them, and where Argus' clients do. */
@NullMarked
package org.gridauthz.gums.xacml;

import org.jspecify.annotations.NullMarked;
