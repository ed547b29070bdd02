package org.gridauthz.argus;

/** What came of a body: a request, or why it is none. */
public sealed interface Reading permits PepRequest, Reading.Malformed {
    /**
     * It is no request.
     *
     * @param detail for people; never holds what the caller sent
     */
    record Malformed(String detail) implements Reading {}
}
