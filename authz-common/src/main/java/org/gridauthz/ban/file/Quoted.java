package org.gridauthz.ban.file;

import java.io.IOException;

/**
 * A name between double quotes. A quote within it is written {@code \"}, as Globus reads it: a certificate name must not be
 * able to end its own quotes and choose an account. The original wrote it bare.
 */
public final class Quoted {
    private Quoted() {}

    /** Appends the name. */
    public static void append(Appendable out, String text) throws IOException {
        out.append('"')
                .append(text.indexOf('"') < 0 ? text : text.replace("\"", "\\\""))
                .append('"');
    }
}
