package org.gridauthz.changes;

import org.jspecify.annotations.Nullable;

/**
 * How far an instance came in the change log.
 *
 * @param lastId id of the row at {@code epoch.seq()}, null when that row was not seen
 */
public record Position(Epoch epoch, @Nullable String lastId) {}
