package org.gridauthz.gums.policy.yaml;

import java.util.List;
import java.util.Map;

/** A value of a YAML document with the line it stands on. */
sealed interface Node {
    int line();

    /** What an administrator would call it. */
    String kind();

    /** Keys in the order of the document. */
    record Fields(int line, Map<String, Node> fields) implements Node {
        @Override
        public String kind() {
            return "a group of fields";
        }
    }

    record Items(int line, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Text as written; whether it looks like a number is for the reader of the field to say. */
    record Text(int line, String text) implements Node {
        @Override
        public String kind() {
            return "a text";
        }
    }

    record Nothing(int line) implements Node {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
