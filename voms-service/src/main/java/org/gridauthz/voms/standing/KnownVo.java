package org.gridauthz.voms.standing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a VO at one moment.
 *
 * @param terms null: nothing is known of it for certain
 * @param members not copied: there may be a million
 * @param termsDoubted whether the terms changed since they were read
 * @param doubted the people who changed, or came, since they were read
 */
public record KnownVo(
        String name,
        @Nullable VoTerms terms,
        Collection<KnownMember> members,
        boolean termsDoubted,
        Set<String> doubted) {
    static KnownVo unread(String name) {
        return new KnownVo(name, null, List.of(), false, Set.of());
    }
}
