package org.gridauthz.cli.compare;

import org.jspecify.annotations.Nullable;

/**
 * What a system answered.
 *
 * @param decision {@code permit}, {@code deny}, or {@code indeterminate} where it did not say
 * @param account of a permit, where the system maps
 * @param reason why, in the system's own words, where it gives any
 */
record Said(
        String decision, @Nullable String account, @Nullable String reason) {
    static Said permit(String account) {
        return new Said("permit", account, null);
    }

    static Said deny(@Nullable String reason) {
        return new Said("deny", null, reason);
    }

    static Said unknown(String why) {
        return new Said("indeterminate", null, why);
    }

    boolean known() {
        return !decision.equals("indeterminate");
    }

    /** @param poolsAlike whether accounts that differ by their number only are the same */
    boolean same(Said other, boolean poolsAlike) {
        boolean mapped = account != null && other.account != null;
        return decision.equals(other.decision) && (!mapped || shown(poolsAlike).equals(other.shown(poolsAlike)));
    }

    private String shown(boolean poolsAlike) {
        String name = account == null ? "" : account;
        return poolsAlike ? name.replaceFirst("[0-9]+$", "#") : name;
    }

    @Override
    public String toString() {
        return account != null ? account : reason == null ? decision : decision + " (" + reason + ")";
    }
}
