package org.gridauthz.ban.file;

import java.util.HashMap;
import java.util.Map;
import org.gridauthz.ban.BanKind;
import org.jspecify.annotations.Nullable;

/** {@code alias NAME=CLASS} and {@code ban NAME:VALUE}; the value goes to the end of the line. */
final class DcacheLines implements BanFile.BanLines {
    private static final String DN = "org.globus.gsi.gssapi.jaas.GlobusPrincipal";
    private static final String FQAN = "org.dcache.auth.FQANPrincipal";

    private final BanFile file;
    private final Map<String, String> aliases = new HashMap<>(Map.of(DN, DN, FQAN, FQAN));

    DcacheLines(BanFile file) {
        this.file = file;
    }

    @Override
    public @Nullable String read(String line) {
        int blank = 0;
        while (blank < line.length() && !Character.isWhitespace(line.charAt(blank))) {
            blank++;
        }
        String verb = line.substring(0, blank);
        String rest = line.substring(blank).stripLeading();
        if (verb.equals("alias")) {
            int equals = rest.indexOf('=');
            if (equals < 1) {
                return "an alias without a class";
            }
            aliases.put(
                    rest.substring(0, equals).strip(),
                    rest.substring(equals + 1).strip());
            return null;
        }
        int colon = rest.indexOf(':');
        if (!verb.equals("ban") || colon < 1) {
            return "neither alias nor ban";
        }
        String kind = aliases.getOrDefault(rest.substring(0, colon).strip(), "");
        String value = rest.substring(colon + 1);
        return switch (kind) {
            case DN -> file.take(BanKind.DN, value, null);
            case FQAN -> fqan(value);
            default -> "a principal of another kind";
        };
    }

    /** There a group's line hits whoever is in a group below it. */
    private @Nullable String fqan(String value) {
        return value.contains("/Role=") ? file.take(BanKind.FQAN, value, null) : file.takeTree(value);
    }
}
