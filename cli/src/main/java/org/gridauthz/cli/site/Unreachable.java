package org.gridauthz.cli.site;

/** No instance answered. The command ends with 3. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
