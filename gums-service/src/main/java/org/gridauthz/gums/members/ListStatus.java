package org.gridauthz.gums.members;

import java.time.Duration;
import java.time.Instant;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.jspecify.annotations.Nullable;

/**
 * How a copied list stands, for REST, metrics and alarms.
 *
 * @param name what the policy calls it
 * @param origin where it is copied from
 * @param state whether decisions believe it
 * @param size rows in force
 * @param age since the source last said that this is the list; null before the first time
 * @param staleAfter the limit of the age
 * @param fault stable code of what went wrong at the last try, {@code list.held-back} included; null if nothing did
 * @param detail of the fault
 * @param heldSize rows of the list that is held back; null if none is
 */
public record ListStatus(
        String name,
        String origin,
        ListState state,
        int size,
        @Nullable Duration age,
        Duration staleAfter,
        @Nullable String fault,
        @Nullable String detail,
        int duplicates,
        int badRows,
        @Nullable Integer heldSize) {
    static ListStatus of(CopiedList list, MemberBook.@Nullable Copy copy, Instant now) {
        StoredList stored = copy == null ? StoredList.unknown(list) : copy.stored();
        return new ListStatus(
                list.name(),
                list.origin(),
                MemberBook.state(list, copy, now),
                stored.size(),
                stored.readAt() == null ? null : Duration.between(stored.readAt(), now),
                list.staleAfter(),
                stored.fault(),
                stored.detail(),
                stored.duplicates(),
                stored.badRows(),
                stored.held() == null ? null : stored.held().size());
    }
}
