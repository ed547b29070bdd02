package org.gridauthz.gums.mapfile;

import org.gridauthz.ban.file.Quoted;
import org.jspecify.annotations.Nullable;

/** A line of a flat file: a name, quoted or up to the first blank, and the rest. */
record FlatLine(String name, String rest) {
    /** Null if there is no name, or it does not end. */
    static @Nullable FlatLine of(String line) {
        Quoted.Field field = Quoted.read(line);
        return field == null ? null : new FlatLine(field.name(), field.rest());
    }

    boolean looksLikeDn() {
        return Quoted.looksLikeDn(name);
    }
}
