package org.gridauthz.voms.standing;

import java.util.List;
import org.gridauthz.voms.vo.IdentityName;
import org.jspecify.annotations.Nullable;

/**
 * Members as they stand now.
 *
 * @param place whoever has taken this in is here; of a list in several pages, that of the first
 * @param next the person after whom the next page begins; null: there is none
 */
public record FeedPart(
        FeedPlace place, List<FeedMember> members, @Nullable String next) {
    public FeedPart {
        members = List.copyOf(members);
    }

    /**
     * One person.
     *
     * @param names by which she counts; none: she does not, or not any more
     */
    public record FeedMember(String person, List<IdentityName> names) {
        public FeedMember {
            names = List.copyOf(names);
        }
    }
}
