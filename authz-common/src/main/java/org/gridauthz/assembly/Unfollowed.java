package org.gridauthz.assembly;

import java.util.Set;

/**
 * Kinds of changes that mean nothing to this service. A kind that is neither here nor some listener's is one of a later
 * release, and has everything read anew.
 */
public record Unfollowed(Set<String> features) {
    public Unfollowed {
        features = Set.copyOf(features);
    }
}
