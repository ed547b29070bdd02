package org.gridauthz.trust;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A signed attribute certificate.
 *
 * @param der the certificate
 * @param notAfter its end, which may be earlier than asked
 */
public record IssuedAttributes(byte[] der, BigInteger serial, Instant notBefore, Instant notAfter) {}
