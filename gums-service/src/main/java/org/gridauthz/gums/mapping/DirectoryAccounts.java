package org.gridauthz.gums.mapping;

import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.jspecify.annotations.Nullable;

/** Accounts copied from directories: an immutable snapshot, published as {@link MemberLists} is. */
public interface DirectoryAccounts {
    /**
     * The account of an entry; null when there is none, or when several entries with different accounts share the key.
     *
     * @param source name of an {@link AccountSource}
     * @param key the certificate name in slash form, or what {@link Gecos} made of it, as the source is found by
     */
    @Nullable
    Account find(String source, String key);

    /** Whether the copy may be believed. */
    ListState state(String source);

    /** No directory. */
    DirectoryAccounts NONE = new DirectoryAccounts() {
        @Override
        public @Nullable Account find(String source, String key) {
            return null;
        }

        @Override
        public ListState state(String source) {
            return ListState.MISSING;
        }
    };
}
