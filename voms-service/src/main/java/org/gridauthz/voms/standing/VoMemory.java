package org.gridauthz.voms.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.standing.KnownMember.Shown;
import org.jspecify.annotations.Nullable;

/** The members of one VO, by the key of each name. One writer; any number of readers, who see a state or say that they saw two. */
final class VoMemory {
    final Doubts doubts;
    private final AtomicLong turn = new AtomicLong();
    private volatile @Nullable Content content;

    /** All of it; people are replaced in place. */
    private record Content(VoTerms terms, Map<String, KnownMember> people, Map<NameKey, List<Named>> names) {}

    private record Named(String person, Shown shown) {}

    VoMemory(long doubted) {
        doubts = new Doubts(doubted);
    }

    /** As it was known at this place. */
    static VoMemory of(KnownVo known, long seq) {
        VoMemory memory = new VoMemory(seq);
        VoTerms terms = known.terms();
        if (terms != null) {
            memory.take(terms, known.members(), seq);
            known.doubted().forEach(person -> memory.doubts.person(person, seq));
            if (known.termsDoubted()) {
                memory.doubts.terms(seq);
            }
        }
        return memory;
    }

    /** Doubts are read before what they are about: a reading puts things right first and settles the doubt afterwards. */
    KnownVo known(String vo) {
        Set<String> people = doubts.people().keySet();
        boolean ofTerms = doubts.ofTerms();
        boolean ofEverybody = doubts.ofEverybody();
        Content all = content;
        return all == null || ofEverybody
                ? KnownVo.unread(vo)
                : new KnownVo(vo, all.terms, all.people.values(), ofTerms, people);
    }

    int size() {
        Content now = content;
        return now == null ? 0 : now.people.size();
    }

    /** @return null: not known for certain here */
    @Nullable
    Standing of(NameKey key, String issuer, Instant now) {
        long before = turn.get();
        boolean doubtsAnybody = doubts.ofAnybody();
        Content all = content;
        if (all == null || doubts.ofEverybody() || doubts.ofTerms()) {
            return null;
        }
        boolean anyIssuer = all.terms.vo().rules().anyIssuer();
        Named named = all.names.getOrDefault(key, List.of()).stream()
                .filter(one -> anyIssuer
                        || one.shown.issuer() == null
                        || one.shown.issuer().equals(issuer))
                .findFirst()
                .orElse(null);
        Standing standing = null;
        if (named == null) {
            standing = doubtsAnybody ? null : new Standing.Unknown();
        } else if (!doubts.of(named.person)) {
            KnownMember member = all.people.get(named.person);
            standing = member == null ? null : Judgement.of(all.terms, member, named.shown, now);
        }
        return turn.get() == before ? standing : null;
    }

    /** Everything, read at this place; what is older than a doubt is not taken. */
    void take(VoTerms terms, Collection<KnownMember> members, long seq) {
        if (!doubts.everybodyWithin(seq)) {
            return;
        }
        Content all = new Content(terms, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        members.forEach(member -> put(all, member));
        content = all;
        turn.incrementAndGet();
        doubts.settleAll(seq);
    }

    /** Not kept from now on: it is too large, or gone. */
    void drop() {
        content = null;
        turn.incrementAndGet();
    }

    void take(VoTerms terms, long seq) {
        Content all = content;
        if (all != null) {
            content = new Content(terms, all.people, all.names);
            turn.incrementAndGet();
        }
        doubts.settleTerms(seq);
    }

    /**
     * Some people, read at this place.
     *
     * @param asked with the doubts that this settles, unless they are younger
     * @param found those of them that are members
     */
    void take(Map<String, Long> asked, Collection<KnownMember> found, long seq) {
        Content all = content;
        if (all == null) {
            return;
        }
        Map<String, Long> settled = new ConcurrentHashMap<>(asked);
        settled.values().removeIf(doubted -> doubted > seq);
        settled.keySet().forEach(id -> remove(all, id));
        found.stream().filter(member -> settled.containsKey(member.id())).forEach(member -> put(all, member));
        turn.incrementAndGet();
        settled.forEach(doubts::settle);
    }

    private static void put(Content all, KnownMember member) {
        all.people.put(member.id(), member);
        for (Shown shown : member.shown()) {
            all.names.merge(shown.key(), List.of(new Named(member.id(), shown)), VoMemory::together);
        }
    }

    /** Whose issuer is named comes first, as in the tables' order. */
    private static List<Named> together(List<Named> some, List<Named> more) {
        List<Named> all = new ArrayList<>(some);
        all.addAll(more);
        all.sort((one, other) -> issuer(other).compareTo(issuer(one)));
        return List.copyOf(all);
    }

    private static String issuer(Named named) {
        return named.shown.issuer() == null ? "" : named.shown.issuer();
    }

    private static void remove(Content all, String id) {
        KnownMember gone = all.people.remove(id);
        if (gone == null) {
            return;
        }
        for (Shown shown : gone.shown()) {
            all.names.computeIfPresent(shown.key(), (key, list) -> {
                List<Named> left =
                        list.stream().filter(one -> !one.person.equals(id)).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }
}
