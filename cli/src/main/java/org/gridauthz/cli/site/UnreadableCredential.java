package org.gridauthz.cli.site;

/** A file that should hold a credential and does not. The command ends with 2. */
public final class UnreadableCredential extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableCredential(String message) {
        super(message);
    }
}
