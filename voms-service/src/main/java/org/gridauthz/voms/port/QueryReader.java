package org.gridauthz.voms.port;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.gridauthz.voms.attribute.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code fqans=…&lifetime=…&order=…&targets=…} (voms.md §3.1). Clients in use encode nothing; what is encoded is
 * decoded. Nothing is required. A list given twice is one list.
 */
final class QueryReader {
    private QueryReader() {}

    /** @param query what stood behind the question mark; null if there was none */
    static Reading read(String vo, @Nullable String query) {
        Gathered gathered = new Gathered();
        for (String item : query == null ? new String[0] : query.split("&", -1)) {
            int equals = item.indexOf('=');
            String value = equals < 0 ? null : decoded(item.substring(equals + 1));
            if (value == null) {
                gathered.mistaken("the query is not made of NAME=VALUE items");
                break;
            }
            switch (item.substring(0, equals)) {
                case "fqans" -> gathered.wishes(value, Terms::ofRest);
                case "lifetime" -> gathered.lifetime(value);
                case "order" -> gathered.order(value);
                case "targets" -> gathered.targets(value);
                default -> gathered.unknown();
            }
        }
        String mistake = gathered.mistake();
        return mistake == null
                ? new Reading.Understood(gathered.asked(), false, true)
                : new Reading.Not(Refusal.unintelligible(vo, mistake), true);
    }

    /** {@code %XX} undone, and nothing else: a plus sign is a plus sign. Null if a percent sign stands alone. */
    private static @Nullable String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                out.write(c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
