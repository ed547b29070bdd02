package org.gridauthz.voms.standing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Vo;
import org.jspecify.annotations.Nullable;

/**
 * The members of all VOs, as far as they were read. A change makes doubtful what it may have touched, at once; what is doubtful is
 * not answered from here, until a {@link Reading} that includes the change has been taken in.
 */
public final class MemberMemory {
    private volatile All all = new All(null);

    /**
     * Of one generation of the database.
     *
     * @param generation null before anything was heard of it
     * @param listed whether the VOs are known that existed when it was first heard of
     */
    private record All(@Nullable String generation, AtomicBoolean listed, Map<String, VoMemory> vos) {
        All(@Nullable String generation) {
            this(generation, new AtomicBoolean(), new ConcurrentHashMap<>());
        }
    }

    /** What was read, all in one state of the database. */
    public sealed interface Reading {
        /** The state. */
        Epoch place();
    }

    /** Which VOs there are. */
    public record OfAll(Epoch place, List<String> vos) implements Reading {}

    /** All members of a VO; none and no terms: it is not kept. */
    public record OfVo(Epoch place, String vo, @Nullable VoTerms terms, List<KnownMember> members) implements Reading {}

    /** What a VO says of all. */
    public record OfTerms(Epoch place, VoTerms terms) implements Reading {}

    /**
     * Some people.
     *
     * @param asked those looked for, with the places of the changes for which they were
     * @param found those of them that are members
     */
    public record OfPeople(Epoch place, String vo, Map<String, Long> asked, List<KnownMember> found)
            implements Reading {}

    /** How somebody stands; null: it is not known for certain here. */
    public @Nullable Standing of(String vo, SlashDn subject, SlashDn issuer, Instant now) {
        VoMemory memory = all.vos.get(vo);
        if (memory == null) {
            return null;
        }
        NameKey key = NameKey.of(IdentityName.certificate(subject, issuer).key());
        return memory.of(key, issuer.folded(), now);
    }

    /** How many members are remembered. */
    public int size() {
        return all.vos.values().stream().mapToInt(VoMemory::size).sum();
    }

    /** How many of a VO are. */
    public int size(String vo) {
        VoMemory memory = all.vos.get(vo);
        return memory == null ? 0 : memory.size();
    }

    /** All is to be read anew. */
    public void forget(Epoch head) {
        all = new All(head.generation());
    }

    /** What is known of each VO now, with what of it is doubtful. */
    public Stream<KnownVo> known() {
        return all.vos.entrySet().stream().map(one -> one.getValue().known(one.getKey()));
    }

    /** The VOs of which something is known. */
    public List<Vo> vos() {
        return known().map(KnownVo::terms)
                .filter(Objects::nonNull)
                .map(VoTerms::vo)
                .toList();
    }

    /** Goes on from what was known at a place. Which VOs came later is found out once there is a database. */
    public void restore(List<KnownVo> known, Epoch at) {
        All restored = new All(at.generation());
        known.forEach(vo -> restored.vos.put(vo.name(), VoMemory.of(vo, at.seq())));
        all = restored;
    }

    /** Whether it must be read which VOs there are. */
    public boolean unlisted() {
        All now = all;
        return now.generation != null && !now.listed.get();
    }

    /** A change was made; its keys are a VO, a blank, and whom it is about. */
    public void changed(Change change) {
        Map<String, VoMemory> vos = all.vos;
        for (String key : change.keys()) {
            int blank = key.indexOf(' ');
            String vo = blank < 0 ? key : key.substring(0, blank);
            String whom = blank < 0 ? Concern.EVERYBODY.key() : key.substring(blank + 1);
            Doubts doubts = vos.computeIfAbsent(vo, name -> new VoMemory(change.seq())).doubts;
            if (whom.equals(Concern.EVERYBODY.key())) {
                doubts.everybody(change.seq());
            } else if (whom.equals(Concern.TERMS.key())) {
                doubts.terms(change.seq());
            } else if (!whom.equals(Concern.NOBODY.key())) {
                doubts.person(whom, change.seq());
            }
        }
    }

    /** The VOs that must be read whole. */
    public List<String> unread() {
        return all.vos.entrySet().stream()
                .filter(one -> one.getValue().doubts.ofEverybody())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The VOs of which the terms must be read. */
    public List<String> unreadTerms() {
        return all.vos.entrySet().stream()
                .filter(one -> one.getValue().doubts.ofTerms())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** People that must be read, by VO. */
    public Map<String, Map<String, Long>> unreadPeople() {
        Map<String, Map<String, Long>> people = new ConcurrentHashMap<>();
        all.vos.forEach((vo, memory) -> {
            if (memory.doubts.ofAnybody() && !memory.doubts.ofEverybody()) {
                people.put(vo, memory.doubts.people());
            }
        });
        return people;
    }

    /** Takes in what was read, unless it is of another generation. */
    public void take(Reading reading) {
        All now = all;
        if (!reading.place().generation().equals(now.generation)) {
            return;
        }
        long seq = reading.place().seq();
        switch (reading) {
            case OfAll vos -> {
                vos.vos().forEach(vo -> now.vos.computeIfAbsent(vo, name -> new VoMemory(seq)));
                now.listed.set(true);
            }
            case OfVo vo -> {
                VoMemory memory = now.vos.get(vo.vo());
                if (memory != null && vo.terms() != null) {
                    memory.take(vo.terms(), vo.members(), seq);
                } else if (memory != null) {
                    memory.drop();
                }
            }
            case OfTerms terms -> {
                VoMemory memory = now.vos.get(terms.terms().vo().name());
                if (memory != null) {
                    memory.take(terms.terms(), seq);
                }
            }
            case OfPeople people -> {
                VoMemory memory = now.vos.get(people.vo());
                if (memory != null) {
                    memory.take(people.asked(), people.found(), seq);
                }
            }
        }
    }
}
