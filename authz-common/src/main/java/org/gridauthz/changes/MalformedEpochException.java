package org.gridauthz.changes;

/** A text that no instance gave out as an {@link Epoch}. */
public final class MalformedEpochException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Does not repeat the text: it came from outside. */
    public MalformedEpochException() {
        super("not an epoch of the form generation:number");
    }
}
