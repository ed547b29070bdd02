package org.gridauthz.trust;

import java.time.Instant;
import java.util.List;

/**
 * The VOMS attributes of one chain. A refused AC costs its attributes only; the chain stays believed.
 *
 * @param attributes one element an AC, in the order of the proxy: the first one's first FQAN is the primary FQAN
 * @param refused those not believed, with reasons
 * @param from this reading is wrong for instants before this one; {@link Instant#MIN} when time cannot change it
 * @param until this reading must not be kept beyond that instant: the first AC or authority certificate ends, or a
 *     not yet valid AC begins; {@link Instant#MAX} when time cannot change it
 * @param vomsdirGeneration what {@link Vomsdir#generation} was; a cached reading of another generation is void
 */
public record VomsReading(
        List<VomsAttributes> attributes,
        List<RefusedAttributes> refused,
        Instant from,
        Instant until,
        long vomsdirGeneration) {
    public VomsReading {
        attributes = List.copyOf(attributes);
        refused = List.copyOf(refused);
    }
}
