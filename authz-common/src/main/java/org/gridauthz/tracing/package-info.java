/** Spans of calls for OpenTelemetry, where a site wants them: nothing of this exists in a process that was not told where to send them. */
@NullMarked
package org.gridauthz.tracing;

import org.jspecify.annotations.NullMarked;
