/** Site decisions by XACML: where SAZ' clients look for them, and where Argus' clients do. */
@NullMarked
package org.gridauthz.saz.xacml;

import org.jspecify.annotations.NullMarked;
