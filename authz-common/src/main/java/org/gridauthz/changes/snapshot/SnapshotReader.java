package org.gridauthz.changes.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads what {@link SnapshotWriter} wrote; its digest first, so that nothing is made of half a file. Used once. */
final class SnapshotReader {
    private final FileChannel channel;
    private final List<Kept> parts;

    SnapshotReader(FileChannel channel, List<Kept> parts) {
        this.channel = channel;
        this.parts = parts;
    }

    /** @param objection what speaks against a snapshot with this heading; null for nothing */
    Reading read(Function<Heading, @Nullable String> objection) throws IOException {
        if (!digestHolds()) {
            return new Reading.Refused("its digest does not hold: it is torn or was changed");
        }
        channel.position(0);
        try (JsonParser in =
                SnapshotWriter.CBOR.createParser(ObjectReadContext.empty(), Channels.newInputStream(channel))) {
            expect(in, JsonToken.START_ARRAY);
            Heading heading = heading(in);
            String why = objection.apply(heading);
            return why == null ? parts(in, heading) : new Reading.Refused(why);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return new Reading.Refused("it is not of this release: " + e.getMessage());
        }
    }

    private boolean digestHolds() throws IOException {
        long left = channel.size() - Digests.LENGTH;
        if (left < 0) {
            return false;
        }
        MessageDigest digest = Digests.sha256();
        InputStream in = Channels.newInputStream(channel);
        byte[] buffer = new byte[1 << 16];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return false;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        ByteBuffer end = ByteBuffer.wrap(in.readAllBytes());
        return end.equals(ByteBuffer.wrap(digest.digest()));
    }

    private static Heading heading(JsonParser in) {
        expect(in, JsonToken.START_ARRAY);
        String form = text(in);
        if (!form.equals(SnapshotWriter.FORM)) {
            throw new IllegalArgumentException("its form is " + form);
        }
        String service = text(in);
        Epoch epoch = new Epoch(text(in), number(in));
        in.nextToken();
        String lastId = in.getValueAsString();
        Instant knownAt = Instant.ofEpochMilli(number(in));
        expect(in, JsonToken.END_ARRAY);
        return new Heading(service, new Position(epoch, lastId), knownAt);
    }

    private Reading parts(JsonParser in, Heading heading) {
        Map<String, Runnable> publications = new HashMap<>();
        while (in.nextToken() == JsonToken.START_ARRAY) {
            String name = text(in);
            Kept part = parts.stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nothing here keeps " + name));
            publications.put(name, part(in, part, heading));
        }
        List<Runnable> inOrder = new ArrayList<>();
        for (Kept part : parts) {
            Runnable publication = publications.get(part.name());
            if (publication == null) {
                throw new IllegalArgumentException("it lacks " + part.name());
            }
            inOrder.add(publication);
        }
        return new Reading.Good(heading.position(), heading.knownAt(), inOrder);
    }

    private static Runnable part(JsonParser in, Kept part, Heading heading) {
        boolean[] ended = {false};
        Stream<List<@Nullable String>> rows = Stream.iterate(next(in, ended), row -> !ended[0], row -> next(in, ended));
        Runnable publication = part.restored(rows, heading.position().epoch());
        while (!ended[0]) {
            next(in, ended); // rows that the part did not ask for
        }
        return publication;
    }

    private static List<@Nullable String> next(JsonParser in, boolean[] ended) {
        List<@Nullable String> row = new ArrayList<>();
        if (in.nextToken() != JsonToken.START_ARRAY) {
            ended[0] = true;
            return row;
        }
        for (JsonToken cell = in.nextToken(); cell != JsonToken.END_ARRAY; cell = in.nextToken()) {
            row.add(cell == JsonToken.VALUE_NULL ? null : in.getString());
        }
        return row;
    }

    private static void expect(JsonParser in, JsonToken wanted) {
        if (in.nextToken() != wanted) {
            throw new IllegalArgumentException("it has something else where " + wanted + " should be");
        }
    }

    private static String text(JsonParser in) {
        expect(in, JsonToken.VALUE_STRING);
        return in.getString();
    }

    private static long number(JsonParser in) {
        expect(in, JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }
}
