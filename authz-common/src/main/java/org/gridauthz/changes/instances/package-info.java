/** The running processes, what each has confirmed, and waiting until all have. */
@NullMarked
package org.gridauthz.changes.instances;

import org.jspecify.annotations.NullMarked;
