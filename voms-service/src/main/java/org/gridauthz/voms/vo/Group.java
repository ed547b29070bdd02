package org.gridauthz.voms.vo;

/**
 * A group.
 *
 * @param path {@code /vo/a/b}
 * @param optional issued on request only (label {@code wlcg.optional-group})
 */
public record Group(String path, String description, boolean optional) {}
