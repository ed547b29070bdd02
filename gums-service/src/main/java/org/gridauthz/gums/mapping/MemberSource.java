package org.gridauthz.gums.mapping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a list of member DNs is copied from. Reading it is the work of package {@code members}. */
public sealed interface MemberSource {
    /** What groups call the list. */
    String name();

    /** How long the copy may be used after it was last read. */
    Duration staleAfter();

    /**
     * A VO server's list, gums.md §1.5.
     *
     * @param url up to and with the VO, {@code https://voms.example.org:8443/voms/dune}, without {@code /services/…}
     * @param container {@code /vo/group} or {@code /vo/group/Role=role}; null for the whole VO
     */
    record VoServer(String name, String url, @Nullable String container, Duration staleAfter) implements MemberSource {}

    /**
     * The member feed of a GridAuthz VO service, followed change by change.
     *
     * @param url up to and with the VO, {@code https://voms.example.org:8445/api/v1/vos/dune}
     * @param container as of a {@link VoServer}
     */
    record VoFeed(String name, String url, @Nullable String container, Duration staleAfter) implements MemberSource {}

    /**
     * People in a directory, gums.md §1.5 {@code ldapUserGroup}.
     *
     * @param url {@code ldap://…} or {@code ldaps://…}
     * @param peopleTree base of the people entries
     * @param groupTree entry whose {@code memberUidField} lists who counts; null = all people with a certificate
     */
    record Directory(
            String name,
            String url,
            String peopleTree,
            @Nullable String groupTree,
            String memberUidField,
            String uidField,
            String dnField,
            Duration staleAfter)
            implements MemberSource {}
}
