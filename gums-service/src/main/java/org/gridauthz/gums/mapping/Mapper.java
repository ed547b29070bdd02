package org.gridauthz.gums.mapping;

import java.util.function.UnaryOperator;
import org.gridauthz.gums.mapping.Decision.Indeterminate;
import org.jspecify.annotations.Nullable;

/**
 * Answers mapping calls from the index that was published last. Safe for many threads. Whether the caller may ask is
 * settled before (DESIGN §6).
 *
 * <p>Answers are remembered for as long as the snapshot is in force. So an index is published not only when policy,
 * members, accounts or bans change, but also when a list becomes stale, and in the cases of {@link LiveMapping}.
 */
public final class Mapper {
    /** How many names are remembered where nothing else is said. */
    public static final long REMEMBERED = 2_000_000;

    private final Leases leases;
    private final Known known;
    private volatile MappingIndex current = MappingIndex.EMPTY;

    /** Knows no policy yet: every answer is Indeterminate until {@link #publish}. */
    public Mapper(Leases leases) {
        this(leases, REMEMBERED);
    }

    /** @param remembered how many names are remembered; quickest while no more than half of them are in use */
    public Mapper(Leases leases, long remembered) {
        this.leases = leases;
        this.known = new Known(remembered);
    }

    /** Puts an index in force: every call that starts after this returns is answered from it. */
    public synchronized void publish(MappingIndex index) {
        current = index;
    }

    /** Changes a part of the index in force; safe beside other such changes. The change must be quick. */
    public synchronized void update(UnaryOperator<MappingIndex> change) {
        current = change.apply(current);
    }

    /** The index in force. */
    public MappingIndex current() {
        return current;
    }

    /** The account of the subject on the host; a pool leases one where needed. */
    public Decision map(MappingRequest request) {
        MappingIndex index = current;
        CompiledPolicy policy = index.policy();
        if (policy == null) {
            return new Indeterminate(Cause.NO_POLICY);
        }
        Scope scope = request.host().in(policy).scope();
        if (scope != null) {
            Decision before = known.find(index, scope, request.subject());
            if (before != null) {
                return before;
            }
        }
        Evaluation evaluation = new Evaluation(index, policy, request, new Ways(leases, true), null);
        Decision decision = evaluation.decide();
        if (scope != null && evaluation.settled()) {
            known.keep(index, scope, request.subject(), decision);
        }
        return decision;
    }

    /** The same answer with its reasons, evaluated anew. */
    public Decision map(MappingRequest request, Explanation why) {
        return evaluate(request, true, why);
    }

    /** The answer without any effect: somebody who has no account of a pool yet passes it by. For map files and replay. */
    public Decision peek(MappingRequest request, @Nullable Explanation why) {
        return evaluate(request, false, why);
    }

    private Decision evaluate(MappingRequest request, boolean create, @Nullable Explanation why) {
        MappingIndex index = current;
        CompiledPolicy policy = index.policy();
        return policy == null
                ? new Indeterminate(Cause.NO_POLICY)
                : new Evaluation(index, policy, request, new Ways(leases, create), why).decide();
    }
}
