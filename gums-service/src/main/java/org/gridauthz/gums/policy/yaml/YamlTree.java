package org.gridauthz.gums.policy.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.policy.Mistake;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML text into nodes that know their line. One document, no aliases (so nothing can multiply), no duplicate keys,
 * at most {@value #MAX_CHARACTERS} characters and {@value #MAX_DEPTH} levels.
 */
final class YamlTree {
    static final int MAX_CHARACTERS = 256 << 20;
    static final int MAX_DEPTH = 16;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loadSettings(
                    LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(65_536)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlTree() {}

    /** Ends the reading at the first thing that is not YAML as we take it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Mistake mistake;

        Unreadable(int line, String message) {
            super(message, null, false, false);
            this.mistake = new Mistake(line, "", message);
        }

        Mistake mistake() {
            return mistake;
        }
    }

    static Node read(String text) throws Unreadable {
        if (text.length() > MAX_CHARACTERS) {
            throw new Unreadable(0, "the document has more than " + MAX_CHARACTERS + " characters");
        }
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new Unreadable(0, "the document is empty");
            }
            Node root = value(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable(line(parser), "only one document is taken");
            }
            return root;
        } catch (JacksonException malformed) {
            var where = malformed.getLocation();
            String message = String.valueOf(malformed.getOriginalMessage())
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new Unreadable(where == null ? 0 : Math.max(0, where.getLineNr()), "not YAML: " + message);
        }
    }

    private static Node value(JsonParser parser) throws Unreadable {
        int line = line(parser);
        if (((YAMLParser) parser).isCurrentAlias()) {
            throw new Unreadable(line, "aliases (*name) are not taken");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser, line);
            case START_ARRAY -> items(parser, line);
            case VALUE_NULL -> new Node.Nothing(line);
            default -> {
                String text = parser.getString();
                // A field without a value; an empty text is never meant either.
                yield text.isEmpty() ? new Node.Nothing(line) : new Node.Text(line, text);
            }
        };
    }

    private static Node fields(JsonParser parser, int line) throws Unreadable {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new Node.Fields(line, fields);
    }

    private static Node items(JsonParser parser, int line) throws Unreadable {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Node.Items(line, items);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
