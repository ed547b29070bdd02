package org.gridauthz.changes.snapshot;

import java.time.Instant;
import org.gridauthz.changes.Position;

/**
 * What stands at the top of a snapshot.
 *
 * @param service whose knowledge it is; another service knows other things
 * @param position in the change log; every row is of there or later
 * @param knownAt up to when that was all there was, by decision time
 */
record Heading(String service, Position position, Instant knownAt) {}
