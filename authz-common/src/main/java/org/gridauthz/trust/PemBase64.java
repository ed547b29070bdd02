package org.gridauthz.trust;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What stands between the first and the last line of a PEM block (RFC 7468, 3): base64, with blanks and line ends anywhere. */
final class PemBase64 {
    private PemBase64() {}

    /** @throws CertificateException if it is none; the message holds nothing of the text */
    static byte[] decode(String base64) throws CertificateException {
        byte[] text = base64.getBytes(StandardCharsets.ISO_8859_1);
        byte[] joined = linesOfOneWidth(text, base64.indexOf('\n', 1) - 1);
        if (joined != null) {
            try {
                return Base64.getDecoder().decode(joined);
            } catch (IllegalArgumentException e) {
                // a blank within a line, perhaps
            }
        }
        try {
            return Base64.getDecoder().decode(withoutBlanks(text));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("a PEM block is not base64", e);
        }
    }

    /**
     * What every program writes, put together a line at a time: lines of one width, the last perhaps shorter, line feeds between. Looking at each
     * character instead was a third of a batch's cost.
     *
     * @return null if it is of another form
     */
    private static byte @Nullable [] linesOfOneWidth(byte[] text, int width) {
        int last = text.length - 1;
        if (width < 1 || text[0] != '\n' || text[last] != '\n') {
            return null;
        }
        byte[] joined = new byte[last - 1 - (last - 1) / (width + 1)];
        int length = 0;
        for (int from = 1; from < last; from += width + 1) {
            int end = Math.min(from + width, last);
            if (text[end] != '\n' || isBlank(text[end - 1])) {
                return null;
            }
            System.arraycopy(text, from, joined, length, end - from);
            length += end - from;
        }
        return joined;
    }

    private static byte[] withoutBlanks(byte[] text) {
        byte[] kept = new byte[text.length];
        int length = 0;
        for (byte each : text) {
            if (!isBlank(each)) {
                kept[length++] = each;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
