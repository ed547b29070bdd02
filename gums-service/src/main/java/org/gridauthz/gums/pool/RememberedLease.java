package org.gridauthz.gums.pool;

import org.jspecify.annotations.Nullable;

/**
 * A lease in an instance's memory.
 *
 * @param issuer of a token's subject; null for a person
 * @param name the person's slash text, or the token's subject
 * @param turn which turn of the account
 */
public record RememberedLease(@Nullable String issuer, String name, String pool, String account, long turn) {}
