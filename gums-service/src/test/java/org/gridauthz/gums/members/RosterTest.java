package org.gridauthz.gums.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.gridauthz.memberlist.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 499, 500, 501, 1000, 1001, 1279, 1280, 1281, 20_000})
    void holdsExactlyWhatAMapHolds(int rows) {
        Random random = new Random(rows);
        Map<String, Row> expected = new TreeMap<>();
        while (expected.size() < rows) {
            String key = name(random);
            expected.put(key, random.nextBoolean() ? Row.member(key) : new Row(key, "acct" + random.nextInt(100)));
        }
        Roster roster = Roster.of(expected.values());

        assertThat(roster.size()).isEqualTo(rows);
        List<Row> all = new ArrayList<>();
        roster.forEach(all::add);
        assertThat(all).containsExactlyElementsOf(expected.values());
        expected.forEach((key, row) -> {
            assertThat(roster.contains(key)).as(key).isTrue();
            assertThat(roster.value(key)).isEqualTo(row.value());
        });
        for (int i = 0; i < 2000; i++) {
            String other = name(random);
            assertThat(roster.contains(other)).as(other).isEqualTo(expected.containsKey(other));
        }
    }

    @Test
    void aPartOfANameAndANameWithMoreAreOtherNames() {
        Roster roster = Roster.of(List.of(new Row("/C=US/CN=Ann", "ann"), Row.member("/C=US/CN=Bob")));
        for (String other : List.of(
                "",
                "/",
                "/C=US/CN=An",
                "/C=US/CN=Ann ",
                "/C=US/CN=Ann\tann",
                "/C=US/CN=Ann\tann\n",
                "/C=US/CN=ann",
                "/C=US/CN=Bob\n",
                "C=US/CN=Bob",
                "/C=US/CN=Ann\tann\n/C=US/CN=Bob")) {
            assertThat(roster.contains(other)).as(other).isFalse();
        }
    }

    @Test
    void namesMadeToCollideStayCheapAndRight() {
        List<String> colliding = new ArrayList<>(List.of(""));
        for (int i = 0; i < 12; i++) {
            List<String> longer = new ArrayList<>();
            colliding.forEach(text -> {
                longer.add(text + "Aa");
                longer.add(text + "BB");
            });
            colliding = longer;
        }
        List<Row> rows = new ArrayList<>();
        colliding.forEach(text -> rows.add(new Row("/CN=" + text, text)));
        assertThat(new HashSet<>(rows.stream().map(row -> row.key().hashCode()).toList()))
                .hasSize(1);
        Roster roster = Roster.of(rows);

        rows.forEach(row -> assertThat(roster.value(row.key())).isEqualTo(row.value()));
        assertThat(roster.contains("/CN=" + "AaBB".repeat(5) + "BBAa")).isTrue();
        assertThat(roster.contains("/CN=" + "AaBB".repeat(7))).isFalse();
    }

    @Test
    void theDigestSaysWhetherTwoListsAreTheSame() {
        List<Row> one = List.of(Row.member("/CN=b"), Row.member("/CN=a"));
        List<Row> other = List.of(Row.member("/CN=a"), Row.member("/CN=b"), Row.member("/CN=a"));
        assertThat(Chunks.digest(Chunks.of(one))).isEqualTo(Chunks.digest(Chunks.of(other)));
        assertThat(Chunks.digest(Chunks.of(one)))
                .isNotEqualTo(Chunks.digest(Chunks.of(List.of(new Row("/CN=a", "b")))));
    }

    @Test
    void refusesAListThatEndsWithinARow() {
        assertThatThrownBy(() -> Roster.ofChunks(List.of("/CN=a\n/CN=b".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChunkHoldsFiveHundredRowsAtMost() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            rows.add(Row.member("/CN=" + i));
        }
        assertThat(Chunks.of(rows)).extracting(Chunks::rows).containsExactly(500, 500, 1);
    }

    private static final Map<Integer, String> ALPHABETS =
            new HashMap<>(Map.of(0, "ab=/", 1, "abcdefgh ", 2, "aé…\uFFFD"));
    private static final Set<Integer> LENGTHS = Set.of(1, 2, 3, 7, 30);

    private static String name(Random random) {
        String alphabet = ALPHABETS.getOrDefault(random.nextInt(3), "a");
        int length = LENGTHS.stream()
                        .skip(random.nextInt(LENGTHS.size()))
                        .findFirst()
                        .orElse(1)
                + random.nextInt(8);
        StringBuilder name = new StringBuilder("/CN=");
        for (int i = 0; i < length; i++) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }
}
