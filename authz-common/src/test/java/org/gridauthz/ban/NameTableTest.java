package org.gridauthz.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table against a map of the JDK's, through thousands of changes. */
class NameTableTest {
    /** "Aa" and "BB" have one hash, and so have all texts made of so many of them. */
    private static String name(int i) {
        String same = Integer.toBinaryString(i & 15).replace("0", "Aa").replace("1", "BB");
        return i % 3 == 0 ? "/CN=" + same : "/CN=Jane Doe " + i;
    }

    private static Ban ban(String name, String origin) {
        return new Ban(BanTarget.of(BanKind.DN, name), origin, 1, "r", "t", null);
    }

    @Test
    void saysWhatAMapSays() {
        SplittableRandom random = new SplittableRandom(7);
        for (int expected : new int[] {1, 100, 5_000}) {
            Map<String, List<Ban>> oracle = new HashMap<>();
            NameTable table = NameTable.empty(expected);
            for (int i = 0; i < 1_000; i++) {
                String name = name(random.nextInt(800));
                Ban ban = ban(name, "origin:" + random.nextInt(3));
                List<Ban> bans = new ArrayList<>(oracle.getOrDefault(name, List.of()));
                bans.add(ban);
                oracle.put(name, bans);
                table.fill(name, ban);
            }
            same(table, oracle);
            for (int i = 0; i < 1_000; i++) {
                String name = name(random.nextInt(800));
                List<Ban> bans = random.nextInt(3) == 0 ? List.of() : List.of(ban(name, "origin:" + i));
                NameTable before = table;
                List<Ban> were = before.get(name);
                table = table.with(name, bans);
                assertThat(before.get(name)).as("the table before").isEqualTo(were);
                if (bans.isEmpty()) {
                    oracle.remove(name);
                } else {
                    oracle.put(name, bans);
                }
            }
            same(table, oracle);
        }
    }

    @Test
    void whatChangedALotIsOneTableAgain() {
        NameTable table = NameTable.empty(100);
        for (int i = 0; i < 100; i++) {
            table.fill("/CN=Old " + i, ban("/CN=Old " + i, "officer"));
        }
        table = table.with("/CN=Old 7", List.of());
        for (int i = 0; i < 10_000; i++) {
            table = table.with("/CN=New " + i, List.of(ban("/CN=New " + i, "officer")));
        }
        assertThat(table.get("/CN=Old 7")).isEmpty();
        assertThat(table.first("/CN=Old 7")).isNull();
        assertThat(table.get("/CN=Old 8")).hasSize(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.first("/CN=New " + i)).isNotNull();
        }
        List<Ban> all = new ArrayList<>();
        table.forEach(all::add);
        assertThat(all).hasSize(10_099).doesNotHaveDuplicates();
    }

    private static void same(NameTable table, Map<String, List<Ban>> oracle) {
        for (int i = 0; i < 820; i++) {
            String name = name(i);
            List<Ban> bans = oracle.getOrDefault(name, List.of());
            assertThat(table.get(name)).isEqualTo(bans);
            assertThat(table.first(name)).isSameAs(bans.isEmpty() ? null : bans.getFirst());
        }
        List<Ban> all = new ArrayList<>();
        table.forEach(all::add);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        oracle.values().stream().flatMap(List::stream).toList());
    }
}
