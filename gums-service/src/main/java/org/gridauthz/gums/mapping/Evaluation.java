package org.gridauthz.gums.mapping;

import java.util.List;
import org.gridauthz.gums.mapping.Decision.Deny;
import org.gridauthz.gums.mapping.Decision.Indeterminate;
import org.gridauthz.gums.mapping.Decision.Permit;
import org.gridauthz.gums.mapping.Policy.Fqans;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the evaluation order of gums.md §1.8: bans, host rule, then group by group, mapper by mapper. A group
 * whose mappers know no account does not stop the walk. For one thread, once.
 */
final class Evaluation {
    private final MappingIndex index;
    private final CompiledPolicy policy;
    private final MappingRequest request;
    private final Ways ways;
    private final @Nullable Explanation why;

    private @Nullable Cause unknown;
    private boolean matched;
    private boolean ambiguous;
    private boolean settled;

    Evaluation(
            MappingIndex index, CompiledPolicy policy, MappingRequest request, Ways ways, @Nullable Explanation why) {
        this.index = index;
        this.policy = policy;
        this.request = request;
        this.ways = ways;
        this.why = why;
    }

    Decision decide() {
        Decision decision = walk();
        // A pool that was empty may not be so at the next call; what could not be known may be.
        settled = !(decision instanceof Indeterminate) && !ways.exhausted();
        if (why != null) {
            why.end(Wording.outcome(decision));
        }
        return decision;
    }

    private Decision walk() {
        Subject subject = request.subject();
        String ban = index.bans().hit(subject);
        if (why != null) {
            why.add(ban == null ? "bans: none" : "bans: " + ban);
        }
        if (ban != null) {
            return new Deny(DenyReason.BANNED);
        }
        Host.Place place = request.host().in(policy);
        if (why != null) {
            why.add(Wording.host(policy.source(), place.rule(), request.host()));
        }
        Scope scope = place.scope();
        if (scope == null) {
            return new Indeterminate(Cause.HOST_NOT_CONFIGURED);
        }
        List<Fqan> fqans = subject.fqans();
        int passes = policy.source().fqans() == Fqans.ALL ? Math.max(1, fqans.size()) : 1;
        for (int i = 0; i < passes; i++) {
            Decision decision = pass(scope, i < fqans.size() ? fqans.get(i) : null);
            if (decision != null) {
                return decision;
            }
        }
        return nothingFound();
    }

    private @Nullable Decision pass(Scope scope, @Nullable Fqan fqan) {
        if (why != null) {
            return explained(scope, fqan, why);
        }
        Candidates candidates = scope.candidates(request.subject(), fqan, index);
        for (int place = candidates.next(); place >= 0; place = candidates.next()) {
            Slot slot = scope.slots().get(place);
            Decision decision = take(slot, Membership.of(slot.group(), request.subject(), fqan, index));
            if (decision != null) {
                return decision;
            }
        }
        ambiguous |= request.subject() instanceof Person person && person.ambiguous() && scope.usesNames(fqan);
        return null;
    }

    /** Looks at every slot, also at those that the index knows cannot match, to say why not. */
    private @Nullable Decision explained(Scope scope, @Nullable Fqan fqan, Explanation words) {
        for (Slot slot : scope.slots()) {
            Verdict verdict = Membership.of(slot.group(), request.subject(), fqan, index);
            words.group(slot, fqan, verdict);
            Decision decision = take(slot, verdict);
            if (decision != null) {
                return decision;
            }
        }
        return null;
    }

    /** Whether the same question gives the same answer for as long as the snapshot lives. */
    boolean settled() {
        return settled;
    }

    private @Nullable Decision take(Slot slot, Verdict verdict) {
        switch (verdict) {
            case MEMBER -> {
                matched = true;
                return map(slot);
            }
            case LISTED_STALE -> {
                return new Indeterminate(Cause.MEMBER_LIST_STALE);
            }
            case LIST_NEEDED -> {
                return new Indeterminate(Cause.MEMBER_LIST_MISSING);
            }
            case UNLISTED_STALE -> unknown = unknown == null ? Cause.MEMBER_LIST_STALE : unknown;
            case LIST_MISSING -> unknown = unknown == null ? Cause.MEMBER_LIST_MISSING : unknown;
            case AMBIGUOUS -> ambiguous = true;
            default -> {
                // Simply not a member.
            }
        }
        return null;
    }

    private @Nullable Decision map(Slot slot) {
        for (AccountMapper mapper : slot.mappers()) {
            Ways.Answer answer = ways.ask(mapper, request.subject(), policy, index);
            if (why != null) {
                why.add("  mapper " + mapper.name() + ": " + Wording.answer(answer));
            }
            switch (answer) {
                case Ways.Found found -> {
                    return new Permit(found.account());
                }
                case Ways.Unknown nobody -> {
                    return new Indeterminate(nobody.cause());
                }
                case Ways.Nothing nothing -> {
                    ambiguous |= nothing == Ways.Nothing.AMBIGUOUS;
                    if (nothing == Ways.Nothing.STALE) {
                        unknown = Cause.ACCOUNT_SOURCE_UNAVAILABLE;
                    }
                }
            }
        }
        return null;
    }

    private Decision nothingFound() {
        if (unknown != null) {
            return new Indeterminate(unknown);
        }
        if (ways.exhausted()) {
            return new Deny(DenyReason.POOL_EXHAUSTED);
        }
        if (ambiguous) {
            return new Deny(DenyReason.AMBIGUOUS_NAME);
        }
        return new Deny(matched ? DenyReason.NO_ACCOUNT : DenyReason.NO_GROUP);
    }
}
