package org.gridauthz.ban;

/**
 * Where a ban is found.
 *
 * @param first what is banned, in the one spelling that all fold to
 * @param second the rest of it, else empty
 */
record MatchKey(Slot slot, String first, String second) {
    @Override
    public int hashCode() {
        int hash = (slot.ordinal() * 31 + first.hashCode()) * 31 + second.hashCode();
        return hash ^ (hash >>> 16);
    }
}
