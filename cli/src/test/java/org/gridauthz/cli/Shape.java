package org.gridauthz.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What docs/cli.md says of a JSON document: {@code {a, b?, list[]{c, d}}}. A name with a question mark may be missing or null, a list with
 * one may be empty; three dots say that there may be more; a name alone may be anything.
 *
 * @param members of an object, by name
 */
record Shape(boolean list, Map<String, Member> members, boolean open, boolean anything) {
    record Member(boolean optional, Shape shape) {}

    static Shape parse(String text) {
        return new Reader(text).shape();
    }

    /** What of a document is not as it says. */
    List<String> mistakes(JsonNode node) {
        List<String> mistakes = new ArrayList<>();
        check(node, "$", false, mistakes);
        return mistakes;
    }

    private void check(@Nullable JsonNode node, String path, boolean optional, List<String> mistakes) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            if (!optional) {
                mistakes.add(path + " is missing");
            }
        } else if (list) {
            if (!node.isArray() || (node.isEmpty() && !optional)) {
                mistakes.add(path + " is no list, or an empty one: " + node);
            }
            Shape element = new Shape(false, members, open, anything);
            for (int i = 0; i < node.size(); i++) {
                element.check(node.get(i), path + "[" + i + "]", false, mistakes);
            }
        } else if (!anything) {
            object(node, path, mistakes);
        }
    }

    private void object(JsonNode node, String path, List<String> mistakes) {
        if (!node.isObject()) {
            mistakes.add(path + " is no object: " + node);
            return;
        }
        members.forEach(
                (name, member) -> member.shape().check(node.get(name), path + "." + name, member.optional(), mistakes));
        if (!open) {
            node.propertyNames().forEach(name -> {
                if (!members.containsKey(name)) {
                    mistakes.add(path + "." + name + " is not documented");
                }
            });
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text.replace(" ", "");
        }

        Shape shape() {
            boolean list = text.startsWith("[]", at);
            at += list ? 2 : 0;
            if (at >= text.length() || text.charAt(at) != '{') {
                return new Shape(list, Map.of(), true, true);
            }
            Map<String, Member> members = new LinkedHashMap<>();
            boolean open = false;
            do {
                at++; // { or ,
                int from = at;
                while (Character.isLetterOrDigit(text.charAt(at))) {
                    at++;
                }
                String name = text.substring(from, at);
                if (name.isEmpty()) {
                    open = text.charAt(at) == '…';
                    at++;
                    continue;
                }
                boolean optional = text.charAt(at) == '?';
                at += optional ? 1 : 0;
                members.put(name, new Member(optional, shape()));
            } while (text.charAt(at) == ',');
            if (text.charAt(at++) != '}') {
                throw new IllegalArgumentException("not a shape at " + at + ": " + text);
            }
            return new Shape(list, members, open, false);
        }
    }
}
