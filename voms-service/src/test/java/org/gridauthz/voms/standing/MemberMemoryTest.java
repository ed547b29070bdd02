package org.gridauthz.voms.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoRules;
import org.gridauthz.voms.vo.VoState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the memory answers while things change and readings come late. */
class MemberMemoryTest {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final SlashDn CA = new SlashDn("/CN=CA");
    static final SlashDn JANE = new SlashDn("/CN=Jane");
    private static final String GENERATION = "g";

    private final MemberMemory memory = new MemberMemory();

    @BeforeEach
    void read() {
        memory.forget(at(10));
        memory.take(new MemberMemory.OfAll(at(10), List.of("dune")));
        memory.take(all(10, member("jane", JANE, false)));
    }

    static Epoch at(long seq) {
        return new Epoch(GENERATION, seq);
    }

    static MemberMemory.OfVo all(long seq, KnownMember... members) {
        Vo vo = new Vo("dune", "", "", VoState.OPEN, VoRules.DEFAULT, null, null, NOW, 1);
        VoTerms terms = new VoTerms(vo, null, Map.of("/dune", false), Map.of());
        return new MemberMemory.OfVo(at(seq), "dune", terms, List.of(members));
    }

    static KnownMember member(String id, SlashDn dn, boolean suspended) {
        Suspension why = suspended ? new Suspension(SuspensionCode.OTHER, "caught", NOW) : null;
        NameKey key = NameKey.of(IdentityName.certificate(dn, CA).key());
        return new KnownMember(
                id,
                NOW,
                null,
                why,
                null,
                null,
                List.of(new KnownMember.Shown(key, CA.folded(), null)),
                List.of(new KnownMember.Held("/dune", "", null)),
                List.of());
    }

    private void changed(long seq, String key) {
        memory.changed(new Change(seq, "id" + seq, "vo", List.of(key), false));
    }

    private Standing standing(SlashDn dn) {
        return memory.of("dune", dn, CA, NOW);
    }

    /** Jane is suspended at 11. Somebody read her before, and hands that over after. */
    @Test
    void aReadingOverTakenByAChangeIsNotBelieved() {
        MemberMemory.OfPeople old =
                new MemberMemory.OfPeople(at(10), "dune", Map.of("jane", 10L), List.of(member("jane", JANE, false)));
        memory.take(old);
        assertThat(standing(JANE)).as("nobody said that she changed").isInstanceOf(Standing.Member.class);

        changed(11, "dune jane");
        memory.take(old);
        assertThat(standing(JANE)).as("the database is asked").isNull();
        memory.take(all(10, member("jane", JANE, false)));
        assertThat(standing(JANE)).isNull();

        memory.take(
                new MemberMemory.OfPeople(at(11), "dune", Map.of("jane", 11L), List.of(member("jane", JANE, true))));
        assertThat(standing(JANE)).isEqualTo(new Standing.Suspended("caught"));
    }

    @ParameterizedTest
    @CsvSource({"dune *, false", "dune /, false", "dune jane, false", "dune ann, true", "dune -, true", "cms *, true"})
    void onlyWhatAChangeMayHaveTouchedIsDoubted(String key, boolean stillKnown) {
        changed(11, key);
        assertThat(standing(JANE) != null).isEqualTo(stillKnown);
    }

    /** Who is not in memory while somebody's certificates are being read may be the one who came just now. */
    @Test
    void aStrangerIsOneOnlyWhileNobodyIsDoubted() {
        SlashDn ann = new SlashDn("/CN=Ann");
        assertThat(standing(ann)).isEqualTo(new Standing.Unknown());
        changed(11, "dune ann");
        assertThat(standing(ann)).isNull();
        memory.take(new MemberMemory.OfPeople(at(12), "dune", Map.of("ann", 11L), List.of(member("ann", ann, false))));
        assertThat(standing(ann)).isInstanceOf(Standing.Member.class);
    }

    @Test
    void whoIsErasedIsForgotten() {
        changed(11, "dune jane");
        memory.take(new MemberMemory.OfPeople(at(11), "dune", Map.of("jane", 11L), List.of()));
        assertThat(standing(JANE)).isEqualTo(new Standing.Unknown());
        assertThat(memory.size()).isZero();
    }

    @Test
    void aDatabaseThatWentBackTakesEverythingWithIt() {
        memory.forget(new Epoch("another", 5));
        assertThat(standing(JANE)).isNull();
        memory.take(all(10, member("jane", JANE, false)));
        assertThat(standing(JANE)).as("a reading of before").isNull();
    }

    @Test
    void manyChangesAreADoubtOfEverybody() {
        for (int i = 0; i <= Doubts.MOST_PEOPLE; i++) {
            changed(11 + i, "dune p" + i);
        }
        assertThat(memory.unread()).containsExactly("dune");
        assertThat(memory.unreadPeople()).isEmpty();
        memory.take(all(11 + Doubts.MOST_PEOPLE, member("jane", JANE, false)));
        assertThat(standing(JANE)).isInstanceOf(Standing.Member.class);
    }
}
