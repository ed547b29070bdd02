package org.gridauthz.voms.port;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.voms.attribute.Wish;
import org.jspecify.annotations.Nullable;

/** The words of requests, in the forms that the two protocols write them. What is none of them is null. */
final class Terms {
    /** Most wishes, places of an order, or targets in one request. */
    static final int MOST = 1000;

    private static final Pattern NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,255}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    private Terms() {}

    /** {@code /vo/group} or {@code /vo/group/Role=r}; {@code all}; {@code Rr}, which the C clients make of a role without a group. */
    static @Nullable Wish ofRest(String text) {
        if (text.equals("all")) {
            return new Wish.All();
        }
        if (text.startsWith("R")) {
            return role(text.substring(1));
        }
        Fqan fqan = fqan(text);
        return fqan == null ? null : Wish.of(fqan);
    }

    /** The commands of the XML protocol (voms.md §4.1), but for the lists. */
    static @Nullable Wish ofCommand(String text) {
        if (text.equals("A") || text.equals("G/")) {
            return new Wish.All();
        }
        if (text.startsWith("R")) {
            return role(text.substring(1));
        }
        boolean pair = text.startsWith("B/");
        if (!pair && !text.startsWith("G/")) {
            return null;
        }
        Fqan fqan = ordered(text.substring(1));
        return fqan == null || pair == (fqan.role() == null) ? null : Wish.of(fqan);
    }

    /** Those that ask for a list. */
    static boolean isList(String command) {
        return command.equals("N") || command.equals("G//");
    }

    /** A place in an order: an FQAN, or {@code /vo/group:role} as older clients write it. */
    static @Nullable Fqan ordered(String text) {
        int colon = text.indexOf(':');
        return fqan(colon < 0 ? text : text.substring(0, colon) + "/Role=" + text.substring(colon + 1));
    }

    /** A host name. */
    static @Nullable String target(String text) {
        return HOST.matcher(text).matches() ? text : null;
    }

    /** The items of a comma list; empty ones do not count. Null: too many. */
    static @Nullable List<String> items(String list) {
        List<String> items = new ArrayList<>();
        for (int from = 0, comma; from <= list.length(); from = comma + 1) {
            comma = list.indexOf(',', from);
            comma = comma < 0 ? list.length() : comma;
            String item = list.substring(from, comma).strip();
            if (!item.isEmpty()) {
                if (items.size() == MOST) {
                    return null;
                }
                items.add(item);
            }
        }
        return items;
    }

    /** Seconds; what is no number, or a larger one than any life, counts as none. */
    static long seconds(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable Wish role(String name) {
        return NAME.matcher(name).matches() ? new Wish.RoleAnywhere(name) : null;
    }

    /** A capability is obsolete: whoever asks for one gets what she would without. */
    private static @Nullable Fqan fqan(String text) {
        try {
            Fqan fqan = Fqan.parse(text);
            return fqan.capability() == null ? fqan : new Fqan(fqan.group(), fqan.role(), null);
        } catch (MalformedIdentityException e) {
            return null;
        }
    }
}
