package org.gridauthz.voms.vo;

/**
 * A generic attribute that people, groups and roles may have.
 *
 * @param unique no two people share a value
 */
public record AttributeClass(String name, String description, boolean unique) {}
