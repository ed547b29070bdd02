package org.gridauthz.gums.mapfile;

import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What a file needs of pools. The ordinary one only looks up leases that exist; one that leases is given where somebody
 * asked for it in so many words, since a file names every member and would use up a pool (gums.md §4.3).
 */
public interface PoolAccounts {
    /** The subject's account; null if there is none. */
    @Nullable
    String account(String pool, Subject subject);

    /** The pool assignment string, {@code dune001-100(37/100)}; null or empty for an unknown pool. */
    @Nullable
    String assignments(String pool);
}
