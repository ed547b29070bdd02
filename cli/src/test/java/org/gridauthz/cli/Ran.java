package org.gridauthz.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A run of the command, as its caller saw it. */
public record Ran(int exit, String out, String err) {
    /** Runs {@code gridauthz} with these arguments in this process. */
    public static Ran gridauthz(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exit = GridAuthz.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
        return new Ran(exit, out.toString(), err.toString());
    }
}
