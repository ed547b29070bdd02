package org.gridauthz.gums.pool;

import org.jspecify.annotations.Nullable;

/**
 * User and group numbers of a pool's accounts, for callers that want them with the name: the account's own number is
 * added to a base, {@code cms042} with base 20000 has uid 20042.
 *
 * @param uidBase uid of the account numbered zero, or null for no uid
 * @param gidBase gid of the account numbered zero, or null
 * @param gid one gid for all accounts, or null; not together with {@code gidBase}
 */
public record IdTemplate(
        @Nullable Integer uidBase,
        @Nullable Integer gidBase,
        @Nullable Integer gid) {
    /** No numbers: the name is all a caller gets. */
    public static final IdTemplate NONE = new IdTemplate(null, null, null);

    /** Checks that nobody is made root and that the gid is said once. */
    public IdTemplate {
        if (gidBase != null && gid != null) {
            throw new IllegalArgumentException("a pool has either one gid or a base for gids");
        }
        if ((uidBase != null && uidBase < 1) || (gidBase != null && gidBase < 1) || (gid != null && gid < 1)) {
            throw new IllegalArgumentException("uid and gid of pool accounts must be above zero");
        }
    }

    /** The uid, or null where the template or the name has no number or the sum is too large. */
    public @Nullable Integer uid(String account) {
        return uidBase == null ? null : sum(uidBase, account);
    }

    /** The gid, or null likewise. */
    public @Nullable Integer gid(String account) {
        return gidBase == null ? gid : sum(gidBase, account);
    }

    private static @Nullable Integer sum(int base, String account) {
        String number = AccountName.split(account).number();
        if (number.isEmpty() || number.length() > 9) {
            return null;
        }
        long sum = (long) base + Integer.parseInt(number);
        return sum > Integer.MAX_VALUE ? null : (int) sum;
    }
}
