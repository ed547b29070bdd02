package org.gridauthz.memberlist.feed;

import java.util.List;
import java.util.Map;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.Row;

/** What a feed says of the time since a position. */
public sealed interface FeedNews {
    /**
     * As these people stand now; everybody else stands as before.
     *
     * @param position from which the next news are asked for
     * @param people by their ids there; without rows: not on the list
     */
    record Changed(String position, Map<String, List<Row>> people) implements FeedNews {
        public Changed {
            people = Map.copyOf(people);
        }
    }

    /** The service does not know any more: the whole list must be read. */
    record Unknown() implements FeedNews {}

    /** No answer. */
    record None(NotListed why) implements FeedNews {}
}
