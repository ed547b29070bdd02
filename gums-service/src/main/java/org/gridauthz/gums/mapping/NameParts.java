package org.gridauthz.gums.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code TYPE=value} parts of a name in slash form. A slash begins a new part only where a type and {@code =} follow,
 * so {@code CN=host/ce1.example.org} stays whole. For host patterns and GECOS only, never for identity.
 */
final class NameParts {
    private NameParts() {}

    static List<String> of(String name) {
        List<String> parts = new ArrayList<>();
        int begin = 1;
        for (int at = name.indexOf('/', 1); at >= 0; at = name.indexOf('/', at + 1)) {
            if (startsPart(name, at + 1)) {
                parts.add(name.substring(begin, at));
                begin = at + 1;
            }
        }
        parts.add(name.substring(Math.min(begin, name.length())));
        return parts;
    }

    private static boolean startsPart(String name, int at) {
        for (int i = at; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '=') {
                return i > at;
            }
            if (!(Character.isLetterOrDigit(c) || c == '.' || c == '-')) {
                return false;
            }
        }
        return false;
    }
}
