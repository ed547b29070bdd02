package org.gridauthz.gums.policy.yaml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names one kind of thing has in a document: each defined once, before it is referred to. */
final class Names {
    private static final int MAX_LENGTH = 255;

    private final String kind;
    private final Set<String> defined = new HashSet<>();

    Names(String kind) {
        this.kind = kind;
    }

    /** Takes the field {@code name}. */
    String define(Cursor at) {
        String name = at.text("name");
        if (name.isBlank() || name.length() > MAX_LENGTH || name.indexOf(',') >= 0) {
            at.mistakeAt("name", "expected 1 to " + MAX_LENGTH + " characters without a comma");
        } else if (!defined.add(name)) {
            at.mistakeAt("name", "there is already a " + kind + " " + name);
        }
        return name;
    }

    /** Takes one or several references. */
    List<String> refer(Cursor at, String field) {
        List<String> names = at.texts(field);
        for (String name : names) {
            check(at, field, name);
        }
        return names;
    }

    /** Notes a mistake where a name refers to nothing. */
    void check(Cursor at, String field, String name) {
        if (!name.isEmpty() && !defined.contains(name)) {
            at.mistakeAt(field, "there is no " + kind + " " + name);
        }
    }
}
