package org.gridauthz.gums.pool;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pool assignment string of the original, {@code dune001-100,150-160(37/111), test1(0/1)}: per prefix the numbers
 * there are, then how many are assigned of how many (gums.md §4.3). Scripts of sites parse it.
 */
public final class Assignments {
    private Assignments() {}

    /** Writes the string for accounts and whether each is leased; empty for no accounts. */
    public static String describe(Map<String, Boolean> leasedByAccount) {
        SortedMap<String, SortedMap<String, Boolean>> byPrefix = new TreeMap<>();
        leasedByAccount.forEach((account, leased) -> byPrefix.computeIfAbsent(
                        AccountName.split(account).prefix(), p -> new TreeMap<>(AccountName.NUMERIC_ORDER))
                .put(account, leased));
        StringBuilder text = new StringBuilder();
        byPrefix.forEach((prefix, accounts) -> {
            long leased =
                    accounts.values().stream().filter(Boolean::booleanValue).count();
            text.append(text.isEmpty() ? "" : ", ").append(prefix);
            ranges(
                    accounts.keySet().stream()
                            .map(name -> name.substring(prefix.length()))
                            .toList(),
                    text);
            text.append('(').append(leased).append('/').append(accounts.size()).append(')');
        });
        return text.toString();
    }

    /** A lone number before a gap is closed like a range, {@code 001-001,005}; a lone one at the end is not. */
    private static void ranges(List<String> numbers, StringBuilder text) {
        text.append(numbers.getFirst());
        for (int i = 1; i < numbers.size(); i++) {
            if (!follows(numbers.get(i - 1), numbers.get(i))) {
                text.append('-').append(numbers.get(i - 1)).append(',').append(numbers.get(i));
            } else if (i == numbers.size() - 1) {
                text.append('-').append(numbers.get(i));
            }
        }
    }

    /** Numbers of different width never follow each other: {@code cms9} and {@code cms10} are two ranges. */
    private static boolean follows(String earlier, String later) {
        return earlier.length() == later.length()
                && !earlier.isEmpty()
                && new BigInteger(later).subtract(new BigInteger(earlier)).equals(BigInteger.ONE);
    }
}
