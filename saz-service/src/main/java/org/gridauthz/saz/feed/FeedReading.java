package org.gridauthz.saz.feed;

import java.util.List;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.memberlist.Listing.Fault;

/** What one read of a feed gave. A failure is a value: the last good list stays in force. */
public sealed interface FeedReading {
    /**
     * The whole list.
     *
     * @param left entries that are not taken: malformed, of a kind that is not wanted, or somebody else's feed
     */
    record Read(List<BanTarget> bans, int left) implements FeedReading {
        public Read {
            bans = List.copyOf(bans);
        }
    }

    /** No list. The detail holds no raw text of the answer. */
    record NotRead(Fault fault, String detail) implements FeedReading {}
}
