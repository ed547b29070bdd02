package org.gridauthz.voms.vo;

/**
 * A personal field that a VO asks besides name and address of mail.
 *
 * @param name e.g. {@code phone}, {@code address}, {@code position}
 */
public record AskedField(String name, boolean required) {
    /** Checks the name. */
    public AskedField {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("a field has a name of letters, digits, - and _");
        }
    }
}
