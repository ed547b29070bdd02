package org.gridauthz.gums.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named way from a member to an account. */
public sealed interface AccountMapper {
    /** What mappings call it. */
    String name();

    /** What it adds to the account. */
    Unix unix();

    /**
     * Unix groups of the account.
     *
     * @param group name of the primary group
     * @param gid its number
     * @param secondary names of others, in order
     */
    record Unix(@Nullable String group, @Nullable Integer gid, List<String> secondary) {
        /** Nothing known. */
        public static final Unix NONE = new Unix(null, null, List.of());

        public Unix {
            secondary = List.copyOf(secondary);
        }
    }

    /** Everybody becomes one account. */
    record Group(String name, String account, @Nullable Integer uid, Unix unix) implements AccountMapper {}

    /** Accounts entered by administrators, DN by DN. */
    record Manual(String name, String map, Unix unix) implements AccountMapper {}

    /** A sticky account of a pool. */
    record Pool(String name, String pool, Unix unix) implements AccountMapper {}

    /** The account a directory knows, by DN or by GECOS. */
    record Directory(String name, String source, Unix unix) implements AccountMapper {}
}
