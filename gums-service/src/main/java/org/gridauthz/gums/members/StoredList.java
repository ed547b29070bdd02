package org.gridauthz.gums.members;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of one list, without its rows.
 *
 * @param id of {@link CopiedList}
 * @param name what the policy called it when it was last tried
 * @param version which staged copy is current; null before the first
 * @param size rows of the current copy
 * @param digest of the current copy's stored form, hexadecimal; null before the first
 * @param readAt when its source last said that this is the list; null before the first
 * @param triedAt when the source was last asked
 * @param fault stable code of what went wrong then; null if nothing did
 * @param detail of the fault, for the operator
 * @param duplicates entries dropped from the last answer
 * @param badRows likewise, those that do not parse
 * @param held what the source says and is not believed; null if nothing is held back
 * @param acceptDownTo an administrator has seen the shrunken list: one with at least so many rows is believed once
 * @param edits how many edits of the current copy follow it
 * @param position to which the source's changes are in it; null if the source tells none
 */
public record StoredList(
        String id,
        String name,
        @Nullable String version,
        int size,
        @Nullable String digest,
        @Nullable Instant readAt,
        @Nullable Instant triedAt,
        @Nullable String fault,
        @Nullable String detail,
        int duplicates,
        int badRows,
        @Nullable Held held,
        @Nullable Integer acceptDownTo,
        int edits,
        @Nullable String position) {
    /**
     * A list that is held back.
     *
     * @param size its rows
     * @param since when it was first seen to be so small
     */
    public record Held(int size, Instant since) {}

    /** A list that was never tried. */
    public static StoredList unknown(CopiedList list) {
        return new StoredList(list.id(), list.name(), null, 0, null, null, null, null, null, 0, 0, null, null, 0, null);
    }
}
