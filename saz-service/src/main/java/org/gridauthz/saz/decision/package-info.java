/**
 * The site decision: may this subject use this site at all. A subject is permitted if and only if everything it comes with
 * is enabled: no ban in force hits it, and first sight did not refuse it (saz.md §3, §10).
 */
@NullMarked
package org.gridauthz.saz.decision;

import org.jspecify.annotations.NullMarked;
