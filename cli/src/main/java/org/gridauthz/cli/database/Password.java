package org.gridauthz.cli.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a database password comes from. An empty one is a password, of test databases. */
final class Password {
    static final String VARIABLE = "GRIDAUTHZ_DATABASE_PASSWORD";

    private Password() {}

    /** No place had one. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /** @param prompt answers null where nobody can be asked */
    static String of(@Nullable Path file, @Nullable String environment, Supplier<char @Nullable []> prompt)
            throws Missing {
        if (file != null) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                String first = lines.readLine();
                return first == null ? "" : first;
            } catch (IOException e) {
                throw new Missing("--password-file: cannot be read: " + file);
            }
        }
        if (environment != null) {
            return environment;
        }
        char[] typed = prompt.get();
        if (typed == null) {
            throw new Missing("no password: set " + VARIABLE + " or name a --password-file");
        }
        return new String(typed);
    }
}
