package org.gridauthz.trust;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain as bytes: PEM text (RFC 7468) taken apart, nothing parsed. A chain believed before is known again by these bytes,
 * which costs a tenth of reading its certificates. Other blocks, such as the key in a proxy file, are stepped over.
 *
 * @param certificates DER, as presented; not for changing
 */
record EncodedChain(List<byte[]> certificates) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final List<String> LABELS =
            List.of("CERTIFICATE-----", "X509 CERTIFICATE-----", "TRUSTED CERTIFICATE-----");

    /** @throws CertificateException if there is none, or a block is not base64; the message holds nothing of the text */
    static EncodedChain of(String pem) throws CertificateException {
        if (pem.length() > PemCertificates.LONGEST_TEXT) {
            throw new CertificateException("more than " + PemCertificates.LONGEST_TEXT + " characters of PEM");
        }
        List<byte[]> found = new ArrayList<>(4);
        int at = 0;
        while ((at = pem.indexOf(BEGIN, at)) >= 0) {
            at += BEGIN.length();
            int begin = behindLabel(pem, at);
            int end = begin < 0 ? -1 : pem.indexOf('-', begin);
            if (end >= 0 && pem.startsWith(END, end) && behindLabel(pem, end + END.length()) >= 0) {
                found.add(bytes(pem.substring(begin, end)));
                at = end;
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("no PEM certificate");
        }
        return new EncodedChain(List.copyOf(found));
    }

    /** Reads every certificate. */
    List<X509Certificate> parse() throws CertificateException {
        List<X509Certificate> chain = new ArrayList<>(certificates.size());
        for (byte[] der : certificates) {
            chain.add(PemCertificates.certificate(der));
        }
        return chain;
    }

    private static int behindLabel(String pem, int at) {
        for (String label : LABELS) {
            if (pem.startsWith(label, at)) {
                return at + label.length();
            }
        }
        return -1;
    }

    private static byte[] bytes(String base64) throws CertificateException {
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
