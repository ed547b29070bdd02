package org.gridauthz.cli.vo;

/** A text that does not find exactly one person. */
final class AmbiguousPerson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AmbiguousPerson(String message) {
        super(message);
    }
}
