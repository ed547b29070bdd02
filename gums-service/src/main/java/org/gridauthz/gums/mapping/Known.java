package org.gridauthz.gums.mapping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Bearer;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about subjects seen before: one look-up by the subject's own name, no allocation. Under a name stand
 * the few ways she comes (attributes, verified or not, issuer, kinds of host). An answer counts only for the very
 * snapshot it was made from, so nothing needs to be evicted when something changes.
 *
 * <p>While it is less than half full Caffeine counts no reads (its frequency sketch starts there): the size is chosen
 * with that in mind. What is compared stands in the answer itself, and what many share is kept once, so that a hit
 * touches little memory.
 */
final class Known {
    /** Ways of coming that are kept of one name; a new one takes the place of the oldest. */
    private static final int MAX_WAYS = 8;

    private static final long MAX_SHARED = 20_000;

    /**
     * One way of coming, and its answer.
     *
     * @param bearer the whole subject where it is a token; null for a person, of whom the next five say how she came
     * @param next an older way of the same name
     */
    private record Answer(
            MappingIndex index,
            Scope scope,
            @Nullable Bearer bearer,
            List<Fqan> fqans,
            @Nullable SlashDn issuer,
            @Nullable String serial,
            boolean verified,
            boolean ambiguous,
            Decision decision,
            @Nullable Answer next) {

        boolean of(Scope where, Subject subject) {
            if (where != scope) {
                return false;
            }
            // The name was the key, so it need not be compared.
            return subject instanceof Person person
                    ? bearer == null
                            && verified == person.verified()
                            && ambiguous == person.ambiguous()
                            && same(fqans, person.fqans())
                            && Objects.equals(serial, person.serial())
                            && Objects.equals(issuer, person.issuer())
                    : subject.equals(bearer);
        }

        Answer before(@Nullable Answer older) {
            return new Answer(index, scope, bearer, fqans, issuer, serial, verified, ambiguous, decision, older);
        }
    }

    private final Cache<String, Answer> answers;
    private final Cache<Object, Object> shared;

    Known(long names) {
        answers =
                Caffeine.newBuilder().maximumSize(names).executor(Runnable::run).build();
        shared = Caffeine.newBuilder()
                .maximumSize(MAX_SHARED)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Decision find(MappingIndex index, Scope scope, Subject subject) {
        for (Answer way = answers.getIfPresent(name(subject)); way != null; way = way.next()) {
            if (way.index() == index && way.of(scope, subject)) {
                return way.decision();
            }
        }
        return null;
    }

    void keep(MappingIndex index, Scope scope, Subject subject, Decision decision) {
        Decision one = once(decision);
        Answer fresh = subject instanceof Person person
                ? new Answer(
                        index,
                        scope,
                        null,
                        once(person.fqans()),
                        person.issuer() == null ? null : once(person.issuer()),
                        person.serial(),
                        person.verified(),
                        person.ambiguous(),
                        one,
                        null)
                : new Answer(
                        index, scope, (Bearer) subject, List.of(), null, null, subject.verified(), false, one, null);
        answers.asMap()
                .compute(
                        name(subject), (name, older) -> fresh.before(rest(older, index, scope, subject, MAX_WAYS - 1)));
    }

    /** The older ways that still count. */
    private static @Nullable Answer rest(
            @Nullable Answer way, MappingIndex index, Scope scope, Subject subject, int room) {
        if (way == null || room == 0) {
            return null;
        }
        boolean counts = way.index() == index && !way.of(scope, subject);
        Answer older = rest(way.next(), index, scope, subject, counts ? room - 1 : room);
        return counts ? way.before(older) : older;
    }

    @SuppressWarnings("unchecked")
    private <T> T once(T value) {
        return (T) shared.get(value, same -> same);
    }

    private static String name(Subject subject) {
        return switch (subject) {
            case Person person -> person.dn().text();
            case Bearer bearer -> bearer.subject();
        };
    }

    private static boolean same(List<Fqan> some, List<Fqan> others) {
        int size = some.size();
        if (size != others.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!some.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return true;
    }
}
