package org.gridauthz.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file as bytes, with the strong entity tag of exactly these bytes (RFC 9110 §8.8.1): two files differ if and only if
 * their tags do, whichever instance made them.
 */
public final class Rendered {
    private final byte[] bytes;
    private final String etag;

    /** What writes the file, once. */
    @FunctionalInterface
    public interface Content {
        /** As text, line by line. */
        void writeTo(Appendable out) throws IOException;
    }

    private Rendered(byte[] bytes, String etag) {
        this.bytes = bytes;
        this.etag = etag;
    }

    /** Writes the file once. */
    public static Rendered of(Content content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
            try (Writer writer =
                    new OutputStreamWriter(new DigestOutputStream(bytes, digest), StandardCharsets.UTF_8)) {
                content.writeTo(writer);
            }
            return new Rendered(bytes.toByteArray(), '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"');
        } catch (NoSuchAlgorithmException | IOException impossible) {
            throw impossible instanceof IOException io
                    ? new UncheckedIOException(io)
                    : new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The file, UTF-8. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The value of an {@code ETag} header, quotes included. */
    public String etag() {
        return etag;
    }
}
