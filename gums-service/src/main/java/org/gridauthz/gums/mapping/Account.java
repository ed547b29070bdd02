package org.gridauthz.gums.mapping;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The local account a subject becomes.
 *
 * @param name the Unix user name
 * @param primaryGroup name of the Unix group, where policy or directory names one
 * @param uid numeric user id, where known
 * @param gid numeric id of the primary group, where known
 * @param secondaryGroups names of further Unix groups, in policy order
 */
public record Account(
        String name,
        @Nullable String primaryGroup,
        @Nullable Integer uid,
        @Nullable Integer gid,
        List<String> secondaryGroups) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}");

    /**
     * Checks names and numbers.
     *
     * @throws IllegalArgumentException if one could not stand in a map file or on a command line
     */
    public Account {
        if (!wellFormed(name)) {
            throw new IllegalArgumentException("not an account name");
        }
        if ((primaryGroup != null && !wellFormed(primaryGroup))
                || !secondaryGroups.stream().allMatch(Account::wellFormed)) {
            throw new IllegalArgumentException("not a group name");
        }
        if ((uid != null && uid < 0) || (gid != null && gid < 0)) {
            throw new IllegalArgumentException("negative uid or gid");
        }
        secondaryGroups = List.copyOf(secondaryGroups);
    }

    /** An account of which only the name is known. */
    public static Account named(String name) {
        return new Account(name, null, null, null, List.of());
    }

    /** Whether a text can be a user or group name: letters, digits, {@code _ . -}, not starting with a dash or dot. */
    public static boolean wellFormed(String name) {
        return NAME.matcher(name).matches();
    }
}
