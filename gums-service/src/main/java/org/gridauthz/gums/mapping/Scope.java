package org.gridauthz.gums.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.mapping.UserGroup.Listed;
import org.gridauthz.gums.mapping.UserGroup.Manual;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.gums.mapping.UserGroup.Token;
import org.gridauthz.gums.mapping.UserGroup.Voms;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Bearer;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * What counts on some hosts: the slots of their mappings in order, with an index from what a subject brings to the slots
 * that could take it. The index only leaves out slots that cannot match; {@link Membership} decides. So the cost of a
 * decision depends on how many slots share a key with the subject, and not on how many there are.
 */
final class Scope {
    private final List<Slot> slots;
    private final Map<String, int[]> byKey;
    /** Slots that look at a list, per list; for subjects with and without FQAN. */
    private final Map<String, int[]> listsWith;

    private final Map<String, int[]> listsWithout;
    private final Map<String, int[]> byManualGroup;

    Scope(List<Slot> slots) {
        this.slots = List.copyOf(slots);
        Postings keys = new Postings();
        Postings with = new Postings();
        Postings without = new Postings();
        Postings manual = new Postings();
        for (Slot slot : slots) {
            switch (slot.group()) {
                case Manual group -> manual.add(group.name(), slot.order());
                case Listed group -> {
                    with.add(group.list(), slot.order());
                    without.add(group.list(), slot.order());
                }
                case Token group -> keys.add(SubjectKeys.of(group), slot.order());
                case Voms group -> {
                    if (group.match() != Match.IGNORE) {
                        keys.add(SubjectKeys.of(group), slot.order());
                    } else if (group.list() != null) {
                        with.add(group.list(), slot.order());
                    }
                    if (group.acceptWithoutFqan() && group.list() != null) {
                        without.add(group.list(), slot.order());
                    }
                }
            }
        }
        this.byKey = keys.done();
        this.listsWith = with.done();
        this.listsWithout = without.done();
        this.byManualGroup = manual.done();
    }

    List<Slot> slots() {
        return slots;
    }

    /** Whether anything here goes by a person's name. */
    boolean usesNames(@Nullable Fqan fqan) {
        return !byManualGroup.isEmpty() || !(fqan == null ? listsWithout : listsWith).isEmpty();
    }

    /** The slots that could take the subject, in order. */
    Candidates candidates(Subject subject, @Nullable Fqan fqan, MappingIndex index) {
        Candidates candidates = new Candidates();
        if (fqan != null) {
            SubjectKeys.each(fqan, key -> candidates.add(byKey.get(key)));
        }
        switch (subject) {
            case Bearer bearer -> {
                SubjectKeys.each(bearer, fqan, key -> candidates.add(byKey.get(key)));
                listed(bearer, fqan, index, candidates);
            }
            case Person person -> {
                if (!person.ambiguous()) {
                    named(person, fqan, index, candidates);
                }
            }
        }
        return candidates;
    }

    private void named(Person person, @Nullable Fqan fqan, MappingIndex index, Candidates candidates) {
        if (!byManualGroup.isEmpty()) {
            for (String group : index.members().groups(person.dn())) {
                candidates.add(byManualGroup.get(group));
            }
            for (String group : index.members().patternGroups()) {
                candidates.add(byManualGroup.get(group));
            }
        }
        // One look-up a list: lists come by the dozen, not by the number of rules or members.
        for (Map.Entry<String, int[]> list : (fqan == null ? listsWithout : listsWith).entrySet()) {
            if (index.lists().contains(list.getKey(), person.dn())
                    || index.lists().state(list.getKey()) != ListState.USABLE) {
                candidates.add(list.getValue());
            }
        }
    }

    private void listed(Bearer bearer, @Nullable Fqan fqan, MappingIndex index, Candidates candidates) {
        for (Map.Entry<String, int[]> list : (fqan == null ? listsWithout : listsWith).entrySet()) {
            String name = list.getKey();
            if (index.lists().namesTokens(name)
                    && (index.lists().contains(name, bearer.issuer(), bearer.subject())
                            || index.lists().state(name) != ListState.USABLE)) {
                candidates.add(list.getValue());
            }
        }
    }

    /** Collects places under keys; places come in ascending order. */
    private static final class Postings {
        private final Map<String, int[]> places = new HashMap<>();
        private final Map<String, Integer> used = new HashMap<>();

        void add(String key, int place) {
            int n = used.merge(key, 1, Integer::sum) - 1;
            int[] now = places.get(key);
            if (now == null || n == now.length) {
                now = now == null ? new int[1] : Arrays.copyOf(now, n * 2);
                places.put(key, now);
            }
            now[n] = place;
        }

        Map<String, int[]> done() {
            places.replaceAll((key, all) -> {
                int n = used.getOrDefault(key, 0);
                return n == all.length ? all : Arrays.copyOf(all, n);
            });
            return Map.copyOf(places);
        }
    }
}
