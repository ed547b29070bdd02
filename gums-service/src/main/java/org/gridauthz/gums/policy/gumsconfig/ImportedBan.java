package org.gridauthz.gums.policy.gumsconfig;

/**
 * A ban that the original kept as a member of a banned group; SAZ keeps it from now on.
 *
 * @param kind {@code dn}, {@code fqan} or {@code vo}
 * @param origin the group it came from, {@code gums:gums-banned}
 */
public record ImportedBan(String kind, String value, String origin) {}
