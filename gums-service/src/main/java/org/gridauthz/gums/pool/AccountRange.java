package org.gridauthz.gums.pool;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.gums.pool.MalformedRangeException.Code;

/**
 * Pool accounts named at once, {@code grid0050-0125} or {@code grid0050-125}: as many trailing characters of the first
 * name as the last number has are its number, and its zeros are kept (gums.md §3.2). One account alone is a range too.
 *
 * @param text as it was written; messages repeat it
 * @param prefix what all names begin with, leading zeros not counted away
 * @param width digits of each number, zero-padded
 * @param first first number
 * @param last last number, not below {@code first}
 */
public record AccountRange(String text, String prefix, int width, int first, int last) {
    /** Most accounts one range may name. */
    public static final int MAX_ACCOUNTS = 50_000;

    private static final int MAX_DIGITS = 9;

    /**
     * Reads a range or a single account.
     *
     * @throws MalformedRangeException with a stable code
     */
    public static AccountRange parse(String text) {
        int dash = text.lastIndexOf('-');
        boolean open = dash == text.length() - 1;
        if (dash < 0 || (!open && !isNumber(text.substring(dash + 1)))) {
            return new AccountRange(text, AccountName.check(text), 0, 0, 0);
        }
        String firstName = AccountName.check(text.substring(0, dash));
        String lastNumber = text.substring(dash + 1);
        int prefixLength = firstName.length() - lastNumber.length();
        if (open
                || prefixLength < 1
                || lastNumber.length() > MAX_DIGITS
                || !isNumber(firstName.substring(prefixLength))) {
            throw new MalformedRangeException(
                    Code.RANGE_MALFORMED,
                    "'" + text
                            + "': the last number must have at most as many digits as the first, as in grid0050-125");
        }
        int first = Integer.parseInt(firstName.substring(prefixLength));
        int last = Integer.parseInt(lastNumber);
        if (last < first) {
            throw new MalformedRangeException(
                    Code.RANGE_MALFORMED, "'" + text + "': the last number is below the first");
        }
        if (last - first >= MAX_ACCOUNTS) {
            throw new MalformedRangeException(
                    Code.RANGE_TOO_LARGE, "'" + text + "' names more than " + MAX_ACCOUNTS + " accounts");
        }
        return new AccountRange(text, firstName.substring(0, prefixLength), lastNumber.length(), first, last);
    }

    /** How many accounts it names. */
    public int size() {
        return last - first + 1;
    }

    /** The names, in numeric order. */
    public List<String> accounts() {
        if (width == 0) {
            return List.of(prefix);
        }
        List<String> names = new ArrayList<>(size());
        for (int number = first; number <= last; number++) {
            String digits = Integer.toString(number);
            names.add(prefix + "0".repeat(width - digits.length()) + digits);
        }
        return List.copyOf(names);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> AccountName.isDigit((char) c));
    }

    @Override
    public String toString() {
        return text;
    }
}
