package org.gridauthz.gums.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gridauthz.memberlist.Listing;

/** Where copies of lists are kept. Every call may throw when the database is not there. */
public interface ListStore {
    /** What is known of each list, by id; without rows. */
    Map<String, StoredList> all();

    /** What is known of this list; {@link StoredList#unknown} if nothing is. */
    StoredList find(CopiedList list);

    /** The source says what it said before: a timestamp, and nobody need look. */
    void unchanged(CopiedList list, Listing.Listed listing, Instant at);

    /** The source said nothing that can be used; the copy stays. */
    void failed(CopiedList list, Listing.NotListed why, Instant at);

    /** The source says something that is not believed; the copy stays. */
    void heldBack(CopiedList list, Listing.Listed listing, Instant at);

    /**
     * Stages the rows under a new version, then makes it current.
     *
     * @param known what the decision to replace was made on
     * @return false if somebody else made another version current meanwhile; then nothing is changed
     */
    boolean replace(CopiedList list, StoredList known, Listing.Listed listing, List<byte[]> chunks, Instant at);

    /**
     * Changes the current copy.
     *
     * @param known what the edit was made on
     * @param size rows after it
     * @param position to which the source's changes are in the copy then
     * @return false if the copy is another one meanwhile; then nothing is changed
     */
    boolean edit(CopiedList list, StoredList known, RosterEdit edit, int size, String position, Instant at);

    /** The source told of nothing new up to a position: a timestamp, and nobody need look. */
    void heard(CopiedList list, StoredList known, String position, Instant at);

    /** Removes some of the versions nobody reads any more; cheap when there are none. */
    void prune(Instant now);
}
