/** Ban lists as other software reads them: LCMAPS, HTCondor-CE, dCache. */
@NullMarked
package org.gridauthz.ban.file;

import org.jspecify.annotations.NullMarked;
