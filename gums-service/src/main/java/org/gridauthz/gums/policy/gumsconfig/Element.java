package org.gridauthz.gums.policy.gumsconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An XML element without namespace or text: all that {@code gums.config} uses. */
record Element(String name, int line, Map<String, String> attributes, List<Element> children) {
    /** The value without blanks around it; null where it is absent or empty. */
    @Nullable
    String get(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String get(String attribute, String otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : value;
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    boolean flag(String attribute, boolean otherwise) {
        String value = get(attribute);
        return value == null ? otherwise : value.equalsIgnoreCase("true");
    }

    /** A comma list. */
    List<String> list(String attribute) {
        List<String> all = new ArrayList<>();
        for (String one : get(attribute, "").split(",")) {
            if (!one.isBlank()) {
                all.add(one.strip());
            }
        }
        return all;
    }

    /** The children of the first child of this name; empty where there is none. */
    List<Element> section(String section) {
        return children.stream()
                .filter(child -> child.name().equals(section))
                .findFirst()
                .map(Element::children)
                .orElse(List.of());
    }
}
