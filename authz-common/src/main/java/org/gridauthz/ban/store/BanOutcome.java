package org.gridauthz.ban.store;

import org.gridauthz.ban.Ban;
import org.gridauthz.changes.store.Written;

/** What came of a ban or a lift. */
public sealed interface BanOutcome {
    /** It is committed; whoever presents the epoch is answered by it. */
    record Done(Ban ban, Written written) implements BanOutcome {}

    /** There is such a ban already; nothing was written. */
    record AlreadyBanned(Ban ban) implements BanOutcome {}

    /** That turn is not in force: lifted already, over, replaced by a later one, or never was. Nothing was written. */
    record NotInForce() implements BanOutcome {}
}
