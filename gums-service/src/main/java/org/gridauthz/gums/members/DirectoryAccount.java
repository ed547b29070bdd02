package org.gridauthz.gums.members;

import java.util.List;
import org.gridauthz.gums.mapping.Account;
import org.jspecify.annotations.Nullable;

/** How an account of a directory stands in a list: {@code name:uid:gid}, as in a password file; unknown numbers are empty. */
public final class DirectoryAccount {
    private DirectoryAccount() {}

    /** The value of a row. */
    public static String encode(String name, @Nullable Integer uid, @Nullable Integer gid) {
        return name + ":" + (uid == null ? "" : uid) + ":" + (gid == null ? "" : gid);
    }

    /** The account of a value; null if the directory's name could not be an account here. */
    static @Nullable Account decode(String value) {
        String[] parts = value.split(":", -1);
        if (parts.length != 3 || !Account.wellFormed(parts[0])) {
            return null;
        }
        return new Account(parts[0], null, number(parts[1]), number(parts[2]), List.of());
    }

    private static @Nullable Integer number(String text) {
        // Account refuses negative numbers; a directory's nobody (-2) then is an account without a number.
        return text.isEmpty() || text.startsWith("-") ? null : Integer.valueOf(text);
    }
}
