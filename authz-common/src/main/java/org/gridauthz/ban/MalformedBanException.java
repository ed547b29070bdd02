package org.gridauthz.ban;

/** A ban that names nothing that could be banned. The message does not repeat what came from outside. */
public final class MalformedBanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong */
    public MalformedBanException(String message) {
        super(message);
    }
}
