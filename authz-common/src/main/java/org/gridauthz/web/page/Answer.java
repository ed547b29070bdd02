package org.gridauthz.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A document of the REST interface as templates read it: what is missing is empty, never an error. */
public final class Answer {
    private final JsonNode node;

    Answer(JsonNode node) {
        this.node = node;
    }

    /** A member's text, number or truth value; empty when there is none. */
    public String text(String name) {
        return node.path(name).asString("");
    }

    /** Whether a member is true. */
    public boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    /** A member's number; 0 when there is none. */
    public long number(String name) {
        return node.path(name).asLong(0);
    }

    /** A member's number with its fraction; 0 when there is none. */
    public double decimal(String name) {
        return node.path(name).asDouble(0);
    }

    /** Whether there is such a member, and it is not null. */
    public boolean has(String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    /** A member that is a document. */
    public Answer in(String name) {
        return new Answer(node.path(name));
    }

    /** A member that is a list of documents. */
    public List<Answer> list(String name) {
        return all(node.path(name));
    }

    /** This, which is a list of documents. */
    public List<Answer> all() {
        return all(node);
    }

    /** A member that is a list of texts. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(one -> texts.add(one.asString("")));
        return texts;
    }

    /** A member that is a map of texts or numbers. */
    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        node.path(name)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString("")));
        return map;
    }

    private static List<Answer> all(JsonNode list) {
        List<Answer> all = new ArrayList<>();
        list.forEach(one -> all.add(new Answer(one)));
        return all;
    }
}
