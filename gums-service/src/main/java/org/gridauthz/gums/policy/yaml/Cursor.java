package org.gridauthz.gums.policy.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.PolicyReading;
import org.jspecify.annotations.Nullable;

/**
 * Stands on one group of fields and takes them by name. What is wrong is noted and reading goes on with a harmless value,
 * so that all mistakes come at once; what nobody took is a mistake too.
 */
final class Cursor {
    private final Node node;
    private final String path;
    private final List<Mistake> mistakes;
    private final Set<String> taken = new HashSet<>();

    Cursor(Node node, String path, List<Mistake> mistakes) {
        this.node = node;
        this.path = path;
        this.mistakes = mistakes;
        if (!(node instanceof Node.Fields)) {
            mistake("expected a group of fields, found " + node.kind());
        }
    }

    String path() {
        return path;
    }

    int line() {
        return node.line();
    }

    void mistake(String message) {
        note(node.line(), path, message);
    }

    void mistakeAt(String field, String message) {
        Node at = raw(field);
        note(at == null ? node.line() : at.line(), at(field), message);
    }

    /** The names of all fields, for groups whose names the administrator chooses. */
    List<String> names() {
        return node instanceof Node.Fields all ? List.copyOf(all.fields().keySet()) : List.of();
    }

    boolean has(String field) {
        return raw(field) != null;
    }

    /** To be called last: names the fields that nobody asked for. */
    void end() {
        if (node instanceof Node.Fields all) {
            for (Map.Entry<String, Node> field : all.fields().entrySet()) {
                if (!taken.contains(field.getKey())) {
                    note(field.getValue().line(), at(field.getKey()), "unknown field");
                }
            }
        }
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            mistakeAt(field, "missing");
        }
        return text == null ? "" : text;
    }

    @Nullable
    String optionalText(String field) {
        Node value = take(field);
        return value == null ? null : text(value, at(field));
    }

    String text(String field, String otherwise) {
        String text = optionalText(field);
        return text == null ? otherwise : text;
    }

    /** One text, or a list of texts; absent = none. */
    List<String> texts(String field) {
        Node value = take(field);
        if (value instanceof Node.Items items) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < items.items().size(); i++) {
                String text = text(items.items().get(i), at(field) + "[" + i + "]");
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }
        String text = value == null ? null : text(value, at(field));
        return text == null ? List.of() : List.of(text);
    }

    boolean flag(String field, boolean otherwise) {
        String text = optionalText(field);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : text.equals("true");
        }
        mistakeAt(field, "expected true or false");
        return otherwise;
    }

    @Nullable
    Integer number(String field) {
        String text = optionalText(field);
        try {
            if (text == null || Integer.parseInt(text) >= 0) {
                return text == null ? null : Integer.valueOf(text);
            }
        } catch (NumberFormatException notOne) {
            // Named below, with the negative ones.
        }
        mistakeAt(field, "expected a whole number from 0 to " + Integer.MAX_VALUE);
        return null;
    }

    /** {@code 30m}, {@code 24h}, {@code 60d}. */
    @Nullable
    Duration duration(String field) {
        String text = optionalText(field);
        if (text == null) {
            return null;
        }
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            Duration duration = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException notOne) {
            // Named below.
        }
        mistakeAt(field, "expected a time such as 30m, 24h or 60d");
        return null;
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, @Nullable E otherwise) {
        E[] all = type.getEnumConstants();
        String text = otherwise == null ? text(field) : optionalText(field);
        for (E one : all) {
            if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
                return one;
            }
        }
        if (text != null && !text.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (E one : all) {
                names.add(one.name().toLowerCase(Locale.ROOT));
            }
            mistakeAt(field, "expected one of " + String.join(", ", names));
        }
        return otherwise == null ? all[0] : otherwise;
    }

    /** A list of groups of fields, each read by the function; absent = none. */
    <T> List<T> each(String field, Function<Cursor, @Nullable T> reader) {
        List<T> all = new ArrayList<>();
        Node value = take(field);
        if (value instanceof Node.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                Cursor item = new Cursor(items.items().get(i), at(field) + "[" + i + "]", mistakes);
                T read = reader.apply(item);
                item.end();
                if (read != null) {
                    all.add(read);
                }
            }
        } else if (value != null) {
            note(value.line(), at(field), "expected a list, found " + value.kind());
        }
        return all;
    }

    /** A group of fields inside this one; an empty one where the field is there without a value; null where it is not. */
    @Nullable
    Cursor inside(String field) {
        Node value = raw(field);
        taken.add(field);
        return value == null
                ? null
                : new Cursor(
                        value instanceof Node.Nothing ? new Node.Fields(value.line(), Map.of()) : value,
                        at(field),
                        mistakes);
    }

    private @Nullable String text(Node value, String at) {
        if (value instanceof Node.Text text) {
            if (text.text().chars().noneMatch(Character::isISOControl)) {
                return text.text();
            }
            note(value.line(), at, "holds control characters");
        } else {
            note(value.line(), at, "expected a text, found " + value.kind());
        }
        return null;
    }

    private @Nullable Node take(String field) {
        taken.add(field);
        Node value = raw(field);
        return value instanceof Node.Nothing ? null : value;
    }

    private @Nullable Node raw(String field) {
        return node instanceof Node.Fields all ? all.fields().get(field) : null;
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private void note(int line, String where, String message) {
        if (mistakes.size() < PolicyReading.MAX_MISTAKES) {
            mistakes.add(new Mistake(line, where, message));
        }
    }
}
