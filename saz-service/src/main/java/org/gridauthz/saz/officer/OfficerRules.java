package org.gridauthz.saz.officer;

/**
 * What a site has set for its officers.
 *
 * @param fourEyes whether a lift, or an earlier end, takes two officers
 */
public record OfficerRules(boolean fourEyes) {}
