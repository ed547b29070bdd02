package org.gridauthz.voms.standing.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeSource;
import org.gridauthz.changes.ChangeSource.View;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.standing.FeedPart;
import org.gridauthz.voms.standing.FeedPart.FeedMember;
import org.gridauthz.voms.standing.FeedPlace;
import org.gridauthz.voms.standing.Judgement;
import org.gridauthz.voms.standing.KnownMember;
import org.gridauthz.voms.standing.VoTerms;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.store.Rows;
import org.gridauthz.voms.vo.store.VoLedger;
import org.jspecify.annotations.Nullable;

/**
 * Who counts in a group or role: whoever would be issued it. A list in pages, and from any place in the change log those who may have
 * changed since, as they stand now; so changes may be read twice, and by way of any instance.
 */
public final class MemberFeed {
    /** More people in one answer, and reading the whole list is the shorter way. */
    private static final int MOST_CHANGED = 5000;

    private static final int AT_ONCE = 500;

    private final ChangeSource source;
    private final MemberRows rows;
    private final InstantSource clock;

    /** @param source reads on this same data source */
    public MemberFeed(DataSource database, ChangeSource source, InstantSource clock) {
        this.source = source;
        this.rows = new MemberRows(database);
        this.clock = clock;
    }

    /**
     * A page of the whole list, in the order of persons' ids.
     *
     * @param after the last page's {@code next}, or empty
     */
    public FeedPart page(String vo, Fqan container, String after, int most) {
        return read(view -> {
            Instant now = clock.instant();
            List<String> ids = rows.holders(vo, container.group(), Rows.role(container), after, most);
            List<FeedMember> members = standing(vo, container, ids, now).stream()
                    .filter(member -> !member.names().isEmpty())
                    .toList();
            return new FeedPart(new FeedPlace(view.head(), now), members, ids.size() < most ? null : ids.getLast());
        });
    }

    /** Whoever may have changed since; null: that is not known any more, and the whole list must be read. */
    public @Nullable FeedPart since(String vo, Fqan container, FeedPlace since) {
        return read(view -> {
            if (!view.head().generation().equals(since.epoch().generation())) {
                return null;
            }
            if (view.head().seq() < since.epoch().seq()) {
                return new FeedPart(since, List.of(), null); // another instance, or its database, is behind
            }
            Set<String> people = changed(view, vo, since.epoch().seq());
            VoTerms terms = rows.terms(vo);
            if (people == null
                    || terms == null
                    || terms.vo().seq() > since.epoch().seq()) {
                return null;
            }
            Instant now = clock.instant();
            people.addAll(rows.over(
                    vo, since.at(), now, Duration.ofDays(terms.vo().rules().graceDays())));
            return new FeedPart(
                    new FeedPlace(view.head(), now), standing(vo, container, List.copyOf(people), now), null);
        });
    }

    /** Null: anybody, or nobody knows. */
    private static @Nullable Set<String> changed(View view, String vo, long since) {
        Set<String> people = new HashSet<>();
        long at = since;
        while (at < view.head().seq()) {
            long first = Math.max(at, 1);
            List<Change> log = view.rows(first, AT_ONCE);
            if (log.isEmpty() || log.getFirst().seq() != first || log.getLast().seq() == at) {
                return null; // what is between was pruned
            }
            for (Change change : log) {
                if (change.seq() > since && change.kind().equals(VoLedger.KIND) && !people(change, vo, people)) {
                    return null;
                }
            }
            if (people.size() > MOST_CHANGED) {
                return null;
            }
            at = log.getLast().seq();
        }
        return people;
    }

    private static boolean people(Change change, String vo, Set<String> people) {
        if (change.everything()) {
            return false;
        }
        for (String key : change.keys()) {
            if (!key.startsWith(vo + " ")) {
                continue;
            }
            String whom = key.substring(vo.length() + 1);
            if (whom.equals(Concern.EVERYBODY.key())) {
                return false;
            }
            if (!whom.equals(Concern.TERMS.key()) && !whom.equals(Concern.NOBODY.key())) {
                people.add(whom);
            }
        }
        return true;
    }

    private List<FeedMember> standing(String vo, Fqan container, List<String> ids, Instant now) {
        VoTerms terms = rows.terms(vo);
        if (terms == null) {
            return List.of();
        }
        List<FeedMember> all = new ArrayList<>();
        Map<String, String> words = new HashMap<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            Map<String, KnownMember> known = new HashMap<>();
            rows.members(vo, some, words).forEach(member -> known.put(member.id(), member));
            Map<String, List<IdentityName>> names = rows.names(some);
            for (String id : some) {
                KnownMember member = known.get(id);
                boolean counts = member != null && holds(member, container, now) && Judgement.good(terms, member, now);
                all.add(new FeedMember(id, counts ? names.getOrDefault(id, List.of()) : List.of()));
            }
        }
        return all;
    }

    private static boolean holds(KnownMember member, Fqan container, Instant now) {
        return member.held().stream()
                .anyMatch(held -> held.path().equals(container.group())
                        && held.role().equals(Rows.role(container))
                        && (held.ends() == null || held.ends().isAfter(now)));
    }

    private interface Reads {
        @Nullable
        FeedPart in(View view);
    }

    private FeedPart read(Reads reads) {
        FeedPart[] read = new FeedPart[1];
        source.consistently(false, view -> read[0] = reads.in(view));
        return read[0];
    }
}
