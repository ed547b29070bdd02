package org.gridauthz.gums.mapping;

import org.gridauthz.gums.mapping.Decision.Indeterminate;
import org.jspecify.annotations.Nullable;

/**
 * Answers mapping calls from the index that was published last. Safe for many threads; one thread publishes. Whether the
 * caller may ask is settled before (DESIGN §6).
 */
public final class Mapper {
    private final Leases leases;
    private volatile @Nullable MappingIndex current;

    /** Knows no policy yet: every answer is Indeterminate until {@link #publish}. */
    public Mapper(Leases leases) {
        this.leases = leases;
    }

    /** Puts an index in force: every call that starts after this returns is answered from it. */
    public void publish(MappingIndex index) {
        current = index;
    }

    /** The index in force; null before the first. */
    public @Nullable MappingIndex current() {
        return current;
    }

    /** The account of the subject on the host; a pool leases one where needed. */
    public Decision map(MappingRequest request) {
        return evaluate(request, true, null);
    }

    /** The same answer with its reasons; slower. */
    public Decision map(MappingRequest request, Explanation why) {
        return evaluate(request, true, why);
    }

    /** The answer without any effect: somebody who has no account of a pool yet passes it by. For map files and replay. */
    public Decision peek(MappingRequest request, @Nullable Explanation why) {
        return evaluate(request, false, why);
    }

    private Decision evaluate(MappingRequest request, boolean create, @Nullable Explanation why) {
        MappingIndex index = current;
        if (index == null) {
            return new Indeterminate(Cause.NO_POLICY);
        }
        return new Evaluation(index, request, new Ways(leases, create), why).decide();
    }
}
