package org.gridauthz.gums.policy.gumsconfig;

import org.gridauthz.ban.BanTarget;

/**
 * A ban that the original kept as a banned group; SAZ keeps it from now on.
 *
 * @param origin the group it came from, {@code import:gums-banned}
 */
public record ImportedBan(BanTarget target, String origin) {}
