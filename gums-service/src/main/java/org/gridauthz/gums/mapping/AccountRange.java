package org.gridauthz.gums.mapping;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Accounts in the original's grammar: {@code dune001-100} is dune001 to dune100; {@code dune} or {@code dune7} one account.
 *
 * @param digits length to which numbers are padded with zeros; 0 = a single account without number
 */
public record AccountRange(String prefix, long from, long to, int digits) {
    /** More accounts in one range are refused. */
    public static final int MAX_ACCOUNTS = 1_000_000;

    private static final Pattern RANGE = Pattern.compile("([A-Za-z0-9_.-]*?)(\\d{1,9})-(\\d{1,9})");

    /** @throws IllegalArgumentException if the text is no range, runs backwards, or is too long */
    public static AccountRange of(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long from = Long.parseLong(range.group(2));
            long to = Long.parseLong(range.group(3));
            if (from > to || to - from >= MAX_ACCOUNTS || !Account.wellFormed(range.group(1) + range.group(2))) {
                throw new IllegalArgumentException("not a range of accounts: " + text);
            }
            return new AccountRange(range.group(1), from, to, range.group(2).length());
        }
        if (!Account.wellFormed(text)) {
            throw new IllegalArgumentException("not a range of accounts: " + text);
        }
        return new AccountRange(text, 0, 0, 0);
    }

    /** The names, in order. */
    public List<String> accounts() {
        if (digits == 0) {
            return List.of(prefix);
        }
        return LongStream.rangeClosed(from, to)
                .mapToObj(number -> prefix + String.format("%0" + digits + "d", number))
                .toList();
    }
}
