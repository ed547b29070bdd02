package org.gridauthz.community.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One group of fields, taken by name. A mistake is noted with its line and reading goes on with a harmless value, so that
 * all mistakes come at once; a field that nobody took is a mistake too.
 */
final class Fields {
    private static final int MOST_MISTAKES = 50;

    private final Node node;
    private final List<String> mistakes;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    Fields(Node node, List<String> mistakes) {
        this.node = node;
        this.mistakes = mistakes;
        if (!(node instanceof MappingNode mapping)) {
            mistake(node, "a group of fields is expected");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (fields.putIfAbsent(name, tuple.getValueNode()) != null) {
                mistake(tuple.getKeyNode(), name + ": given twice");
            }
        }
    }

    static void mistake(Node where, List<String> mistakes, String what) {
        if (mistakes.size() < MOST_MISTAKES) {
            mistakes.add("line %d: %s".formatted(where.getStartMark().getLine() + 1, what));
        }
    }

    void mistake(@Nullable Node where, String what) {
        mistake(where == null ? node : where, mistakes, what);
    }

    void mistake(String what) {
        mistake(node, what);
    }

    /** To be called last. */
    void end() {
        fields.forEach((name, value) -> {
            if (!taken.contains(name)) {
                mistake(value, name + ": unknown field");
            }
        });
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** A text made into something; what the function throws is the mistake. Null if it is absent or wrong. */
    <T> @Nullable T value(String field, Function<String, T> form) {
        taken.add(field);
        Node value = fields.get(field);
        return value == null ? null : scalar(value, field, form);
    }

    int number(String field, int otherwise) {
        Integer number = value(field, text -> {
            if (!text.matches("\\d{1,9}")) {
                throw new IllegalArgumentException("a whole number is expected");
            }
            return Integer.valueOf(text);
        });
        return number == null ? otherwise : number;
    }

    Duration time(String field, Duration otherwise) {
        Duration time = value(field, text -> {
            if (text.matches("\\d{1,9}ms")) {
                return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
            }
            if (text.matches("\\d{1,6}s")) {
                return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
            }
            throw new IllegalArgumentException("a time such as 250ms or 5s is expected");
        });
        return time == null ? otherwise : time;
    }

    /** One text or a list of them. */
    <T> List<T> values(String field, Function<String, T> form) {
        List<T> values = new ArrayList<>();
        for (Node each : items(field)) {
            T value = scalar(each, field, form);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** A list of groups of fields. */
    List<Fields> groups(String field) {
        return items(field).stream().map(each -> new Fields(each, mistakes)).toList();
    }

    @Nullable
    Fields group(String field) {
        taken.add(field);
        Node value = fields.get(field);
        return value == null ? null : new Fields(value, mistakes);
    }

    /** Whether a field is there and has fields of its own. */
    boolean hasGroup(String field) {
        return fields.get(field) instanceof MappingNode;
    }

    private List<Node> items(String field) {
        taken.add(field);
        Node value = fields.get(field);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        return value == null ? List.of() : List.of(value);
    }

    private <T> @Nullable T scalar(Node value, String field, Function<String, T> form) {
        if (!(value instanceof ScalarNode scalar)) {
            mistake(value, field + ": one value is expected");
            return null;
        }
        try {
            return form.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            mistake(value, "%s: %s (%s)".formatted(field, e.getMessage(), shown(scalar.getValue())));
            return null;
        }
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
