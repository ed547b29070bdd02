package org.gridauthz.changes.snapshot;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.changes.Kept;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * The file's form: one CBOR array (RFC 8949) of a heading {@code [form, service, generation, seq, lastId, knownAt]} and, for each part, an array
 * of its name and its rows, which are arrays of text and null; behind it SHA-256 over all that, 32 bytes.
 */
final class SnapshotWriter {
    static final String FORM = "gridauthz-snapshot-1";
    static final CBORFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(16 << 20)
                    .build())
            .build();

    private SnapshotWriter() {}

    static void write(FileChannel channel, long most, Heading heading, List<Kept> parts) throws IOException {
        MessageDigest digest = Digests.sha256();
        OutputStream bounded = new Bounded(Channels.newOutputStream(channel), most - Digests.LENGTH);
        try (JsonGenerator out =
                CBOR.createGenerator(ObjectWriteContext.empty(), new DigestOutputStream(bounded, digest))) {
            out.writeStartArray();
            heading(out, heading);
            for (Kept part : parts) {
                part(out, part);
            }
            out.writeEndArray();
        } catch (JacksonException e) {
            throw new IOException("the snapshot cannot be written", e);
        }
        ByteBuffer end = ByteBuffer.wrap(digest.digest());
        while (end.hasRemaining()) {
            channel.write(end);
        }
    }

    private static void heading(JsonGenerator out, Heading heading) {
        out.writeStartArray();
        out.writeString(FORM);
        out.writeString(heading.service());
        out.writeString(heading.position().epoch().generation());
        out.writeNumber(heading.position().epoch().seq());
        text(out, heading.position().lastId());
        out.writeNumber(heading.knownAt().toEpochMilli());
        out.writeEndArray();
    }

    private static void part(JsonGenerator out, Kept part) {
        out.writeStartArray();
        out.writeString(part.name());
        try (Stream<List<@Nullable String>> rows = part.rows()) {
            rows.forEachOrdered(row -> {
                out.writeStartArray();
                row.forEach(cell -> text(out, cell));
                out.writeEndArray();
            });
        }
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, @Nullable String text) {
        if (text == null) {
            out.writeNull();
        } else {
            out.writeString(text);
        }
    }

    /** Ends with an error what would become too large; stays open, since the digest follows. */
    private static final class Bounded extends FilterOutputStream {
        private long left;

        Bounded(OutputStream out, long most) {
            super(out);
            left = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("the snapshot would become larger than it may be");
            }
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
