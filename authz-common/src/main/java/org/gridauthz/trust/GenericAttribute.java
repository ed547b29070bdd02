package org.gridauthz.trust;

/**
 * A VOMS generic attribute.
 *
 * @param qualifier the VO name for a user's attribute, else the FQAN of the group or role it belongs to
 */
public record GenericAttribute(String name, String value, String qualifier) {}
