/** ALISE, as dCache's {@code gplazma2-alise} asks it: the account of a token's issuer and subject, for an API key. */
@NullMarked
package org.gridauthz.gums.alise;

import org.jspecify.annotations.NullMarked;
