package org.gridauthz.voms.vo;

/**
 * The value of a generic attribute.
 *
 * @param holder a person's id, a group's path, or a role's FQAN
 */
public record AttributeValue(String holder, String name, String value) {}
