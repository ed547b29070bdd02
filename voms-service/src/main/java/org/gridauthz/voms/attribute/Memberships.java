package org.gridauthz.voms.attribute;

import org.gridauthz.identity.SlashDn;

/** What a VO knows of the holder of a certificate. */
public interface Memberships {
    /**
     * Looks somebody up by the certificate she shows, as it renders (OpenSSL's slash form). Implementations fold the
     * spellings of attribute names as voms.md §2 says ({@code USERID} → {@code UID}, {@code emailAddress} → {@code Email}),
     * and leave the issuer out of the comparison where the VO is switched so. A name whose rendering is ambiguous is
     * never asked for.
     *
     * <p>May block for as long as its own deadline, two seconds at most; never throws. What it cannot find out is
     * {@link Standing.Unavailable}, never {@link Standing.Unknown}.
     *
     * @param vo a VO this service has a port for
     * @param subject of the end-entity certificate
     * @param issuer of the end-entity certificate
     */
    Standing of(String vo, SlashDn subject, SlashDn issuer);
}
