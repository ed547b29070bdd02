/** Threads as Linux takes them: who gives way to whom, and what a thread takes over from the one that starts it. */
@NullMarked
package org.gridauthz.threads;

import org.jspecify.annotations.NullMarked;
