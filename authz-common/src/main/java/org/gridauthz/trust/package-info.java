/**
 * Whether a credential is to be believed: anchors, CRLs, proxy chains, VOMS attribute certificates, tokens. No server type.
 */
@NullMarked
package org.gridauthz.trust;

import org.jspecify.annotations.NullMarked;
