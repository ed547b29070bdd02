package org.gridauthz.gums.pool;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.gridauthz.gums.pool.MalformedRangeException.Code;

/**
 * The name of a local account, seen as the letters in front and the number behind: {@code grid0050} is {@code grid} and
 * {@code 0050}.
 *
 * @param prefix all before the trailing digits
 * @param number the trailing digits with their zeros, or empty
 */
public record AccountName(String prefix, String number) {
    /** Longest account name, in characters; {@code useradd} takes 32, directories more. */
    public static final int MAX_LENGTH = 64;

    /**
     * Prefix first, then numbers by their value: {@code cms9} before {@code cms10}. Shorter numbers come first, so
     * {@code cms1} and {@code cms001} keep apart, as in the original since 1.5.2.
     */
    public static final Comparator<String> NUMERIC_ORDER = Comparator.comparing(
            AccountName::split,
            Comparator.comparing(AccountName::prefix)
                    .thenComparing(name -> name.number().length())
                    .thenComparing(AccountName::number));

    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0," + (MAX_LENGTH - 1) + "}");

    /**
     * Checks a name that came from outside.
     *
     * @return the same text
     * @throws MalformedRangeException {@link Code#ACCOUNT_MALFORMED}
     */
    public static String check(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new MalformedRangeException(
                    Code.ACCOUNT_MALFORMED,
                    "an account name is 1 to " + MAX_LENGTH
                            + " letters, digits, '.', '_', '-' and starts with a letter");
        }
        return text;
    }

    static AccountName split(String text) {
        int start = text.length();
        while (start > 0 && isDigit(text.charAt(start - 1))) {
            start--;
        }
        return new AccountName(text.substring(0, start), text.substring(start));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
