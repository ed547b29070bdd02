package org.gridauthz.voms.standing;

import java.time.Instant;
import java.util.List;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * What a member's standing follows from, besides the terms of her VO.
 *
 * @param ends null: never
 * @param forced when she was last asked to sign the rules of use anew
 * @param signed her last signature of the version in force
 * @param shown her certificates
 * @param own her own generic attributes
 */
public record KnownMember(
        String id,
        Instant joined,
        @Nullable Instant ends,
        @Nullable Suspension suspension,
        @Nullable Instant forced,
        @Nullable Instant signed,
        List<Shown> shown,
        List<Held> held,
        List<Standing.Value> own) {
    public KnownMember {
        shown = List.copyOf(shown);
        held = List.copyOf(held);
        own = List.copyOf(own);
    }

    /**
     * A certificate she shows.
     *
     * @param key of its name, as {@link org.gridauthz.voms.vo.IdentityName#key()}
     * @param issuer in folded spelling; null: any
     */
    public record Shown(
            NameKey key, @Nullable String issuer, @Nullable Suspension suspension) {}

    /**
     * A group she is in, or a role she holds there.
     *
     * @param role empty: the group
     * @param ends null: never
     */
    public record Held(String path, String role, @Nullable Instant ends) {}
}
