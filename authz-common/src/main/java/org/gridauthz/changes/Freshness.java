package org.gridauthz.changes;

import java.time.Duration;

/**
 * What an instance knows, and since when it may be out of date.
 *
 * @param epoch the last change applied
 * @param age time since the start of the last synchronous read whose whole outcome is applied; monotonic clock
 */
public record Freshness(Epoch epoch, Duration age) {}
