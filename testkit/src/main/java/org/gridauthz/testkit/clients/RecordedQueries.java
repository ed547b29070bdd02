package org.gridauthz.testkit.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** XACML queries in the bytes of clients that do not run here; the files stand beside the codec's own tests. */
public final class RecordedQueries {
    private static final String PLACE = "authz-common/src/test/resources/org/gridauthz/xacml";

    private RecordedQueries() {}

    /**
     * The body of one.
     *
     * @param client {@code globus-c}, {@code privilege-j}, {@code arc-emi}, {@code arc-cream}, {@code arc-subject}
     */
    public static String of(String client) {
        return file(client + ".xml");
    }

    /** A worker node's request to Argus' PEP daemon: Hessian in base64. */
    public static String pep() {
        return file("pep-grid-wn.base64");
    }

    private static String file(String name) {
        Path top = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(top.resolve(PLACE))) {
            top = top.getParent();
            if (top == null) {
                throw new IllegalStateException("not below a checkout: no " + PLACE);
            }
        }
        try {
            return Files.readString(top.resolve(PLACE).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
