package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Reads the VOMS attribute certificates of a chain that is believed otherwise. */
public interface AttributeReader {
    /** For a place without vomsdir: attributes are not looked at. */
    AttributeReader NONE =
            (chain, authorities, at) -> new VomsReading(List.of(), List.of(), Instant.MIN, Instant.MAX, 0);

    /**
     * Reads them.
     *
     * @param chain as presented, leaf first
     * @param authorities judges the certificates of attribute authorities
     */
    VomsReading read(List<X509Certificate> chain, AuthorityCheck authorities, Instant at);

    /** Changes whenever the vomsdir did; what was read under another generation is void. */
    default long generation() {
        return 0;
    }

    /** Looks whether the vomsdir changed. Called from the thread that rereads the anchors. */
    default void reread() {}
}
