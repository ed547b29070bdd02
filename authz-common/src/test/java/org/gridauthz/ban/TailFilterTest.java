package org.gridauthz.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter never says no to a name that folds to a banned one, however either is spelled. */
class TailFilterTest {
    private static final String[] PIECES = {
        "a",
        "b",
        "Jane",
        "=",
        "/CN=",
        "/cn=",
        "/emailAddress=",
        "/Email=",
        "\\x3D",
        "\\x41",
        "A",
        "\u00e9",
        "\\xC3\\xA9",
        "\\xc3\\xa9",
        "\\",
        "\\/",
        "/",
        "+",
        "\\x00",
        "x",
        "0123456789",
        "abcdefgh"
    };

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder("/CN=");
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }

    private static boolean well(String name) {
        try {
            return !new SlashDn(name).folded().isEmpty() && new BanTarget(BanKind.DN, name, null).matchKey() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void everySpellingOfABannedNamePasses() {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, String> byFolded = new HashMap<>();
        int met = 0;
        for (int i = 0; i < 300_000; i++) {
            String name = name(random);
            if (!well(name)) {
                continue;
            }
            String folded = new SlashDn(name).folded();
            String other = byFolded.putIfAbsent(folded, name);
            if (other != null && !other.equals(name)) {
                met++;
                for (String[] pair : new String[][] {{name, other}, {other, name}}) {
                    TailFilter filter = TailFilter.empty(1_000);
                    filter.add(new SlashDn(pair[0]).folded());
                    if (!filter.mayHold(pair[1])) {
                        assertThat(pair[1])
                                .as("not let through by a ban on it spelled " + pair[0])
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(met).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @CsvSource({
        "/CN=foo\\x3Dbar, /CN=foo=bar",
        "/CN=foo=bar, /CN=foo\\x3Dbar",
        "/CN=\\x41bcdefghijklmnopqrs, /cn=Abcdefghijklmnopqrs",
        "/CN=Jos\u00e9 0123456789abcdef, /CN=Jos\\xC3\\xA9 0123456789abcdef",
        "/CN=Jos\u00e90123456789abcde, /CN=Jos\\xC3\\xA90123456789abcde"
    })
    void aBanInOneSpellingHitsTheOther(String banned, String comes) {
        Ban ban = new Ban(BanTarget.of(BanKind.DN, banned), Ban.OFFICER, 1, "r", "t", null);
        BanIndex index = BanIndex.of(List.of(ban), Map.of(), Instant.EPOCH);
        assertThat(index.hit(new Subject.Person(new SlashDn(comes), false, null, null, List.of(), true)))
                .isEqualTo(ban);
    }
}
