package org.gridauthz.voms.attribute;

/**
 * Something a client is told beside its attributes.
 *
 * @param number as the XML protocol gives it; the Java clients tell it from the wording alone
 * @param text one line
 */
public record Warning(int number, String text) {
    static Warning order(String first) {
        return new Warning(1, "FQAN: " + first + " is not the first selected!");
    }

    static Warning shortened(String place, long seconds) {
        return new Warning(
                2, place + ": The validity of this VOMS AC in your proxy is shortened to " + seconds + " seconds!");
    }

    static Warning subset(String vo) {
        return new Warning(
                3, vo + " : your certificate already contains attributes, only a subset of them can be issued.");
    }

    static Warning unknownParameters() {
        return new Warning(4, "Unknown parameters in the request were ignored!");
    }

    /** From the VO to its member. Number 4 is what clients take any other wording for. */
    static Warning notice(String text) {
        return new Warning(4, text);
    }
}
