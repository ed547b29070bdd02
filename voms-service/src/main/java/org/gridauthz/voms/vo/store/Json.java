package org.gridauthz.voms.vo.store;

import java.util.Map;
import org.gridauthz.voms.vo.VoRules;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents in columns. Rules written by an older release lack what came later: the default stands there. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private Json() {}

    /** A VO's choices as JSON. */
    public static String text(VoRules rules) {
        return MAPPER.writeValueAsString(rules);
    }

    /** Reads what {@link #text(VoRules)} wrote. */
    public static VoRules rules(String text) {
        return merged(VoRules.DEFAULT, MAPPER.readTree(text));
    }

    /**
     * The rules with some of them changed.
     *
     * @throws IllegalArgumentException if the changes are no rules, or impossible ones
     */
    public static VoRules merged(VoRules rules, JsonNode changes) {
        if (!(changes instanceof ObjectNode some)) {
            throw new IllegalArgumentException("rules are an object");
        }
        ObjectNode all = MAPPER.valueToTree(rules);
        merge(all, some);
        try {
            return MAPPER.treeToValue(all, VoRules.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    e.getCause() instanceof IllegalArgumentException cause
                            ? cause.getMessage()
                            : "a rule has the wrong type",
                    e);
        }
    }

    /** Of rules within a rule, too, what is not named stays. */
    private static void merge(ObjectNode all, ObjectNode some) {
        for (Map.Entry<String, JsonNode> change : some.properties()) {
            JsonNode now = all.get(change.getKey());
            if (now == null) {
                throw new IllegalArgumentException("there is no rule " + change.getKey());
            }
            if (now instanceof ObjectNode inner && change.getValue() instanceof ObjectNode changes) {
                merge(inner, changes);
            } else {
                all.set(change.getKey(), change.getValue());
            }
        }
    }

    /** Personal fields as JSON. */
    public static String text(Map<String, String> fields) {
        return MAPPER.writeValueAsString(fields);
    }

    /** Reads what {@link #text(Map)} wrote. */
    public static Map<String, String> fields(String text) {
        return MAPPER.readValue(text, FIELDS);
    }
}
