package org.gridauthz.voms.port;

import org.gridauthz.identity.SlashDn;

/** Who had an attribute certificate. */
@FunctionalInterface
public interface Sightings {
    /** She had one just now; returns at once. */
    void seen(String vo, SlashDn subject, SlashDn issuer);
}
