package org.gridauthz.changes.store;

import org.gridauthz.changes.Epoch;

/**
 * A write that is committed.
 *
 * @param repeated whether an earlier attempt or an earlier request with the same key had done it already
 */
public record Written(Epoch epoch, boolean repeated) {}
