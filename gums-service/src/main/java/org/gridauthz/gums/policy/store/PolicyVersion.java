package org.gridauthz.gums.policy.store;

import java.time.Instant;

/**
 * A stored version, without its document.
 *
 * @param version ascending, with gaps
 * @param digest SHA-256 of the document, in hexadecimal
 * @param current whether it is in force
 */
public record PolicyVersion(long version, String digest, String remark, String byWhom, Instant at, boolean current) {}
