package org.gridauthz.gums.pool;

import org.gridauthz.changes.Epoch;
import org.gridauthz.identity.SubjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Where leases are kept. Every call may block; any runtime exception means that the store cannot be asked now, and a
 * call may be repeated after it: the answer is the same.
 */
public interface LeaseStore {
    /**
     * A lease as it was read.
     *
     * @param readWith the head the database had when, or before, it was read: a release after it may have ended the lease
     */
    record Held(Lease lease, Epoch readWith) {}

    /**
     * The subject's lease, if it has one. May answer from a cache of rows, so the caller compares {@link Held#readWith} with
     * what it knows to be released; a lease found here and refused by that comparison is read again by {@link #take}.
     */
    @Nullable
    Held find(String pool, SubjectKey subject);

    /**
     * The subject's lease, made now if it has none. Of any number of callers anywhere, each gets the same answer.
     *
     * @param name the subject as people read it, kept for reverse look-up
     * @return null if no account of the pool is free
     */
    @Nullable
    Held take(String pool, SubjectKey subject, String name);
}
