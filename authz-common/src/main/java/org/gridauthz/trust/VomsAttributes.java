package org.gridauthz.trust;

import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;

/**
 * What one believed attribute certificate says of its holder.
 *
 * @param vo the VO
 * @param fqans in the order of the AC, the first is the primary one; never empty, all inside the VO
 * @param genericAttributes possibly none
 * @param notBefore first instant of validity
 * @param notAfter last instant of validity
 * @param issuer the attribute authority's name
 */
public record VomsAttributes(
        String vo,
        List<Fqan> fqans,
        List<GenericAttribute> genericAttributes,
        Instant notBefore,
        Instant notAfter,
        SlashDn issuer) {
    public VomsAttributes {
        fqans = List.copyOf(fqans);
        genericAttributes = List.copyOf(genericAttributes);
    }
}
