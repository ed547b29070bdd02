package org.gridauthz.gums.pool;

import java.util.List;
import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * What became of assignments that a site brought along.
 *
 * @param accounts how many accounts are kept for a name now, or would be
 * @param left those that are not, at most {@value #SHOWN}, and why
 * @param refused how many
 * @param epoch null where nothing was written
 */
public record Reserved(
        int accounts,
        List<Left> left,
        int refused,
        @Nullable Epoch epoch) {
    /** Most rows shown. */
    public static final int SHOWN = 1000;

    public Reserved {
        left = List.copyOf(left.subList(0, Math.min(left.size(), SHOWN)));
    }

    /** An account that is not kept for this name. */
    public record Left(String account, String name, Why why) {}

    /** Why not. The names are stable. */
    public enum Why {
        /** The account is in no pool: add its range first. */
        ACCOUNT_UNKNOWN,
        /** It is or was somebody's already, who asked here. */
        ACCOUNT_WAS_LEASED,
        /** The name has another account of the same pool, further up in the list. */
        NAME_REPEATED,
        /** The account is kept for another name, further up in the list. */
        ACCOUNT_REPEATED
    }
}
