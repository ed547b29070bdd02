package org.gridauthz.voms.port;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a client says until it has said it all: an HTTP head, which an empty line ends, lines ending in LF or CRLF; or an
 * XML request, which {@code </voms>} ends. A {@code 0} before either is what every C client sends and means nothing. What
 * is longer than any sensible request is read to its end and not kept, so that its sender can be told.
 */
final class Opening {
    /** Most bytes of a request that are looked at. */
    static final int LONGEST = 64 * 1024;
    /** Most bytes that are read at all. */
    static final int MOST = 4 << 20;

    private static final byte[] END_OF_XML = "</voms>".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
    private int taken;
    private boolean zero;
    private @Nullable Form form;
    private int lineLength;
    private int matched;

    /** How it began. */
    enum Form {
        HTTP,
        XML
    }

    /** A whole request, or why there will be none. */
    sealed interface Said {}

    /** @param text one character a byte */
    record Whole(Form form, String text) implements Said {}

    /** It came to its end, and was longer than {@link #LONGEST}. */
    record TooLong(Form form) implements Said {}

    /** Neither form, or longer than {@link #MOST}: nothing to answer. */
    record Nonsense() implements Said {}

    /** Takes more bytes; null while there must be more. */
    @Nullable
    Said take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (++taken > MOST) {
                return new Nonsense();
            }
            byte next = bytes[i];
            if (form == null) {
                if (next == '0' && !zero) {
                    zero = true;
                    continue;
                }
                form = form(next);
                if (form == null) {
                    return new Nonsense();
                }
            }
            if (kept.size() <= LONGEST) {
                kept.write(next);
            }
            if (ends(form, next)) {
                return kept.size() > LONGEST
                        ? new TooLong(form)
                        : new Whole(form, kept.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return null;
    }

    private static @Nullable Form form(byte first) {
        if (first == '<') {
            return Form.XML;
        }
        return first >= 'A' && first <= 'Z' ? Form.HTTP : null;
    }

    private boolean ends(Form kind, byte next) {
        if (kind == Form.XML) {
            matched = next == END_OF_XML[matched] ? matched + 1 : next == END_OF_XML[0] ? 1 : 0;
            return matched == END_OF_XML.length;
        }
        if (next == '\n') {
            boolean empty = lineLength == 0;
            lineLength = 0;
            return empty;
        }
        if (next != '\r') {
            lineLength++;
        }
        return false;
    }
}
