package org.gridauthz.gums.mapping;

import org.gridauthz.identity.SlashDn;

/**
 * The copied member lists at one moment: an immutable snapshot. Whoever owns it publishes a new one when a list changes
 * <em>and when a list crosses its staleness limit</em>, since answers are remembered for as long as the snapshot lives.
 */
public interface MemberLists {
    /** Whether the list, as last read, holds this very text; false for a list that was never read. One hash look-up. */
    boolean contains(String list, SlashDn dn);

    /** Whether the list names token identities besides certificates: no other says anything of a token, stale or not. */
    default boolean namesTokens(String list) {
        return false;
    }

    /** Whether the list, as last read, holds this token identity. */
    default boolean contains(String list, String issuer, String subject) {
        return false;
    }

    /** Whether the list may be believed. */
    ListState state(String list);

    /** How far a copied list may be believed. */
    enum ListState {
        /** Within its limit. */
        USABLE,
        /** Read once, but longer ago than its limit. */
        STALE,
        /** Never read, or unknown. */
        MISSING
    }

    /** No lists at all. */
    MemberLists NONE = new MemberLists() {
        @Override
        public boolean contains(String list, SlashDn dn) {
            return false;
        }

        @Override
        public ListState state(String list) {
            return ListState.MISSING;
        }
    };
}
