package org.gridauthz.argus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hessian 1.0 as far as a PEP request needs it: null, text, whole numbers, booleans, lists, and maps that name one of the
 * protocol's types. Everything else of Hessian (references, binary, calls, remote objects, headers) is refused. Bounded in
 * depth, number of values and length.
 */
final class HessianReader {
    /** A request's deepest value: request, list, subject, list, attribute, list, text. */
    static final int MAX_DEPTH = 8;

    static final int MAX_VALUES = 4000;
    private static final int MAX_TEXT = 256 << 10;
    private static final int MAX_LIST = 1000;

    private final ByteBuffer in;
    private int depth;
    private int values;

    HessianReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /** A value of the wire. */
    sealed interface Value {
        record Text(String text) implements Value {}

        record Whole(int number) implements Value {}

        record Sequence(List<@Nullable Value> values) implements Value {}

        /** @param type as named, which only ever is compared */
        record Typed(String type, List<Field> fields) implements Value {
            @Nullable
            Value field(String name) {
                Value found = null;
                for (Field field : fields) {
                    if (field.name().equals(name)) {
                        found = field.value();
                    }
                }
                return found;
            }
        }
    }

    record Field(String name, @Nullable Value value) {}

    /** The value is none of those, or there are too many of them. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String detail) {
            super(detail, null, false, false);
        }
    }

    /**
     * The one value, which is all there is.
     *
     * @throws Refused if it is not
     */
    @Nullable
    Value whole() {
        Value value = value(tag());
        if (in.hasRemaining()) {
            throw new Refused("there is more behind the value");
        }
        return value;
    }

    private @Nullable Value value(int tag) {
        if (++values > MAX_VALUES) {
            throw new Refused("more than " + MAX_VALUES + " values");
        }
        return switch (tag) {
            case 'N' -> null;
            case 'T' -> new Value.Whole(1);
            case 'F' -> new Value.Whole(0);
            case 'I' -> new Value.Whole(wide(4));
            case 'S', 's', 'X', 'x' -> new Value.Text(text(tag));
            case 'V' -> list();
            case 'M' -> map();
            default -> throw new Refused("a kind of value that no request holds");
        };
    }

    private Value list() {
        deeper();
        int tag = tag();
        if (tag == 't') {
            skipText(); // the type of a list says nothing
            tag = tag();
        }
        if (tag == 'l') {
            wide(4); // what it says of its length is not believed: it ends where it ends
            tag = tag();
        }
        List<@Nullable Value> all = new ArrayList<>();
        for (; tag != 'z'; tag = tag()) {
            if (all.size() == MAX_LIST) {
                throw new Refused("a list of more than " + MAX_LIST);
            }
            all.add(value(tag));
        }
        depth--;
        return new Value.Sequence(all);
    }

    private Value map() {
        deeper();
        if (tag() != 't') {
            throw new Refused("a map without a type");
        }
        String type = chunk(wide(2));
        List<Field> fields = new ArrayList<>(4);
        for (int tag = tag(); tag != 'z'; tag = tag()) {
            if (fields.size() == MAX_LIST) {
                throw new Refused("a map of more than " + MAX_LIST);
            }
            if (!(value(tag) instanceof Value.Text name)) {
                throw new Refused("a field whose name is no text");
            }
            fields.add(new Field(name.text(), value(tag())));
        }
        depth--;
        return new Value.Typed(type, fields);
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new Refused("nested deeper than " + MAX_DEPTH);
        }
    }

    /** In chunks, of which the last one has the capital. */
    private String text(int first) {
        StringBuilder text = new StringBuilder();
        int tag = first;
        while (tag == 's' || tag == 'x') {
            append(text);
            tag = tag();
        }
        if (tag != 'S' && tag != 'X') {
            throw new Refused("a text that is continued by something else");
        }
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        text.append(chunk(wide(2)));
        if (text.length() > MAX_TEXT) {
            throw new Refused("a text of more than " + MAX_TEXT + " characters");
        }
    }

    private void skipText() {
        chunk(wide(2));
    }

    /** So many characters of UTF-8, counted as Java counts them (Hessian 1.0.2, string). */
    private String chunk(int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            int first = tag();
            if (first < 0x80) {
                text[i] = (char) first;
            } else if ((first & 0xe0) == 0xc0) {
                text[i] = (char) ((first & 0x1f) << 6 | follow());
            } else if ((first & 0xf0) == 0xe0) {
                text[i] = (char) ((first & 0x0f) << 12 | follow() << 6 | follow());
            } else {
                throw new Refused("a text that is not UTF-8 as Hessian has it");
            }
        }
        return new String(text);
    }

    private int follow() {
        int next = tag();
        if ((next & 0xc0) != 0x80) {
            throw new Refused("a text that is not UTF-8");
        }
        return next & 0x3f;
    }

    private int wide(int bytes) {
        if (in.remaining() < bytes) {
            throw new Refused("it ends too early");
        }
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | (in.get() & 0xff);
        }
        return number;
    }

    private int tag() {
        if (!in.hasRemaining()) {
            throw new Refused("it ends too early");
        }
        return in.get() & 0xff;
    }
}
