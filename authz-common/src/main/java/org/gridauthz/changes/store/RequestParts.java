package org.gridauthz.changes.store;

import java.util.HexFormat;

/** The writes of one request, numbered: a part's number is used up once it is written. Used by one thread. */
final class RequestParts {
    private final Request whole;
    private int written;

    RequestParts(Request whole) {
        this.whole = whole;
    }

    Request next() {
        return written == 0
                ? whole
                : new Request(whole.caller(), HexFormat.of().formatHex(whole.id()) + "#" + written, whole.content());
    }

    void written() {
        written++;
    }
}
