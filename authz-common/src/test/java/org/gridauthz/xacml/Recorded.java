package org.gridauthz.xacml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Queries in the bytes of the clients that were watched: C, J and ARC's three profiles. */
final class Recorded {
    private Recorded() {}

    static byte[] bytes(String name) {
        try (var in = Objects.requireNonNull(Recorded.class.getResourceAsStream(name + ".xml"), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static QueryReader.Reading read(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return QueryReader.read(bytes, bytes.length);
    }

    /** What a body asks; fails where it asks nothing. */
    static Question question(String body) {
        QueryReader.Reading reading = read(body);
        if (reading instanceof QueryReader.Read read
                && Question.of(read.query()) instanceof Question.Understood understood) {
            return understood.question();
        }
        throw new AssertionError("not understood: " + reading);
    }
}
