package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentsTest {
    @Test
    void readsLikeTheOriginal() {
        Map<String, Boolean> accounts = new HashMap<>();
        accounts("dune001-100").forEach(a -> accounts.put(a, a.compareTo("dune037") <= 0));
        accounts("dune150-160").forEach(a -> accounts.put(a, false));
        accounts.put("test1", false);
        assertThat(Assignments.describe(accounts)).isEqualTo("dune001-100,150-160(37/111), test1(0/1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "a001 | a001(0/1)",
                "a001 a003 | a001-001,003(0/2)",
                "a001 a002 | a001-002(0/2)",
                "a001 a003 a004 | a001-001,003-004(0/3)",
                "a1 a2 a10 a9 | a1-2,9-9,10(0/4)",
                "a1 a01 a001 | a1-1,01-01,001(0/3)",
                "b1 a1 | a1(0/1), b1(0/1)",
                "nobody | nobody(0/1)",
                "x99999999999999999998 x99999999999999999999 | x99999999999999999998-99999999999999999999(0/2)",
            })
    void writesGapsAndLoneNumbers(String names, String expected) {
        Map<String, Boolean> accounts = new HashMap<>();
        for (String name : names.isEmpty() ? new String[0] : names.split(" ")) {
            accounts.put(name, false);
        }
        assertThat(Assignments.describe(accounts)).isEqualTo(expected);
    }

    @Test
    void listsInNumericOrder() {
        List<String> names = new ArrayList<>(List.of("cms10", "cms9", "cms001", "atlas2", "cms", "cms1"));
        names.sort(AccountName.NUMERIC_ORDER);
        assertThat(names).containsExactly("atlas2", "cms", "cms1", "cms9", "cms10", "cms001");
    }

    private static List<String> accounts(String range) {
        return AccountRange.parse(range).accounts();
    }
}
