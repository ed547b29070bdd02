package org.gridauthz.voms.standing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What of a VO changed since it was read, each with the place of that change. Raised by the follower before a change counts as
 * seen; settled by whoever has read a state that includes it.
 */
final class Doubts {
    /** People doubted singly; more, and everybody is. */
    static final int MOST_PEOPLE = 20_000;

    private static final long NONE = -1;

    private final Map<String, Long> people = new ConcurrentHashMap<>();
    private final AtomicLong everybody;
    private final AtomicLong terms = new AtomicLong(NONE);

    /** Everybody is doubted at first. */
    Doubts(long seq) {
        everybody = new AtomicLong(seq);
    }

    void everybody(long seq) {
        everybody.set(seq);
        people.clear();
    }

    void terms(long seq) {
        terms.set(seq);
    }

    void person(String id, long seq) {
        if (people.size() >= MOST_PEOPLE) {
            everybody(seq);
        } else {
            people.put(id, seq);
        }
    }

    boolean ofEverybody() {
        return everybody.get() != NONE;
    }

    boolean ofTerms() {
        return terms.get() != NONE;
    }

    boolean ofAnybody() {
        return !people.isEmpty();
    }

    boolean of(String person) {
        return people.containsKey(person);
    }

    /** Those doubted singly. */
    Map<String, Long> people() {
        return Map.copyOf(people);
    }

    /** All that a state with this place includes was read. */
    void settleAll(long seq) {
        people.values().removeIf(doubted -> doubted <= seq);
        settleTerms(seq);
        settle(everybody, seq);
    }

    boolean everybodyWithin(long seq) {
        return everybody.get() <= seq;
    }

    void settleTerms(long seq) {
        settle(terms, seq);
    }

    /** Unless the follower raised it higher meanwhile. */
    private static void settle(AtomicLong doubt, long seq) {
        doubt.updateAndGet(now -> now <= seq ? NONE : now);
    }

    /** One was read; whoever changed again meanwhile stays doubted. */
    void settle(String person, long doubted) {
        people.remove(person, doubted);
    }
}
