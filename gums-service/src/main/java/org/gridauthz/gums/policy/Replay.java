package org.gridauthz.gums.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingIndex;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * Puts recorded calls to the policy in force and to a new one, with the same members, lists and bans, and lists each
 * subject whose answer changes. Pools are not asked: a pool's account appears as the pool's name, since its number is not
 * a matter of policy. Takes calls one by one and keeps only what changed, up to a limit. For one thread.
 */
public final class Replay {
    /** Changed subjects beyond this many are counted, not listed. */
    public static final int MAX_CHANGES = 100_000;

    /** Names remembered on either side. */
    private static final long REMEMBERED = 200_000;

    /**
     * A subject whose answer changes.
     *
     * @param subject her name, and her primary FQAN where she has one
     * @param host where she asked first
     * @param before the answer of the policy in force, as assertions write it
     * @param after the answer of the new one
     * @param calls how many of the recorded calls change in this way
     */
    public record Change(String subject, String host, String before, String after, long calls) {}

    /**
     * What came out.
     *
     * @param calls how many were put
     * @param changedCalls how many of them are answered differently
     * @param unlisted changed calls of subjects beyond {@link #MAX_CHANGES}
     */
    public record Report(long calls, long changedCalls, long unlisted, List<Change> changes) {
        public Report {
            changes = List.copyOf(changes);
        }
    }

    private record Key(String subject, String before, String after) {}

    private final Mapper before;
    private final Mapper after;
    private final Map<Key, Change> changes = new LinkedHashMap<>();
    private long calls;
    private long changed;
    private long unlisted;

    /** @param inForce everything that is known now, with the policy in force */
    public Replay(MappingIndex inForce, Policy candidate) {
        this.before = new Mapper(new Symbolic(), REMEMBERED);
        this.after = new Mapper(new Symbolic(), REMEMBERED);
        before.publish(inForce);
        after.publish(inForce.with(candidate));
    }

    /** Puts one call. */
    public void take(MappingRequest request) {
        calls++;
        Decision then = before.map(request);
        Decision now = after.map(request);
        if (then.equals(now)) {
            return;
        }
        changed++;
        Key key = new Key(name(request.subject()), text(then), text(now));
        Change known = changes.get(key);
        if (known != null) {
            changes.put(
                    key, new Change(known.subject(), known.host(), known.before(), known.after(), known.calls() + 1));
        } else if (changes.size() < MAX_CHANGES) {
            changes.put(key, new Change(key.subject(), request.host().text(), key.before(), key.after(), 1));
        } else {
            unlisted++;
        }
    }

    /** What came out so far. */
    public Report report() {
        Collection<Change> all = Collections.unmodifiableCollection(changes.values());
        return new Report(calls, changed, unlisted, List.copyOf(all));
    }

    private static String text(Decision decision) {
        // Groups and numbers may be all that changes.
        return decision instanceof Decision.Permit permit
                        && (permit.account().primaryGroup() != null
                                || permit.account().gid() != null
                                || permit.account().uid() != null
                                || !permit.account().secondaryGroups().isEmpty())
                ? permit.account().toString()
                : Assertion.text(decision);
    }

    private static String name(Subject subject) {
        String name = subject instanceof Person person
                ? person.dn().text()
                : ((Subject.Bearer) subject).issuer() + " " + ((Subject.Bearer) subject).subject();
        return subject.fqans().isEmpty() ? name : name + " " + subject.fqans().getFirst();
    }

    /** Every pool has an account for everybody, called like the pool. */
    private static final class Symbolic implements Leases {
        @Override
        public LeaseAnswer lease(String pool, Subject subject) {
            return new LeaseAnswer.Leased(pool);
        }

        @Override
        public @Nullable String peek(String pool, Subject subject) {
            return pool;
        }
    }
}
