package org.gridauthz.web.subjects;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.gridauthz.web.Problem;

/**
 * Answers as lines for callers that read with a shell: a key, a blank, a value. A result begins with its {@code decision} and ends with an
 * empty line; after the last one come {@code epoch}, {@code age} and {@code end} with the number of results, so that half an answer
 * shows. A list is a line a value. A value is printable ASCII: everything else in it, {@code %}, and a blank at either end, is
 * {@code %XX} for each byte of its UTF-8, so that no name that somebody chose begins a line or hides a character.
 */
public final class PlainResults implements Results {
    /** The media type asked for in {@code Accept}. */
    public static final String MEDIA_TYPE = "text/plain";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final ByteArrayOutputStream out;
    private int results;

    /** Starts the answer. */
    public PlainResults(ByteArrayOutputStream out) {
        this.out = out;
    }

    @Override
    public void open(String decision, String reason, String id) {
        results++;
        member("decision", decision);
        member("reason", reason);
        member("id", id);
    }

    @Override
    public void member(String name, String value) {
        ascii(name);
        out.write(' ');
        escaped(value);
        out.write('\n');
    }

    @Override
    public void member(String name, long value) {
        member(name, Long.toString(value));
    }

    @Override
    public void members(String name, List<String> values) {
        values.forEach(value -> member(name, value));
    }

    @Override
    public void close(List<String> explanation) {
        members("explanation", explanation);
        out.write('\n');
    }

    @Override
    public void finish(String epoch, long ageMillis) {
        member("epoch", epoch);
        member("age", Double.toString(ageMillis / 1000.0));
        member("end", results);
    }

    /** A refused call: {@code status}, {@code code}, {@code detail}, {@code pointer}, {@code instance}, {@code end 0}. */
    static ByteArrayOutputStream of(Problem problem) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        PlainResults lines = new PlainResults(out);
        lines.member("status", problem.code().status());
        lines.member("code", problem.code().name());
        lines.member("detail", problem.detail());
        if (problem.pointer() != null) {
            lines.member("pointer", problem.pointer());
        }
        if (problem.instance() != null) {
            lines.member("instance", problem.instance());
        }
        lines.member("end", 0);
        return out;
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void escaped(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean edge = i == 0 || i == bytes.length - 1;
            if (b < ' ' || b > '~' || b == '%' || (b == ' ' && edge)) {
                out.write('%');
                ascii(HEX.toHexDigits(b));
            } else {
                out.write(b);
            }
        }
    }
}
