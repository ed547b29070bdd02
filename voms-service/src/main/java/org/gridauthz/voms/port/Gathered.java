package org.gridauthz.voms.port;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.attribute.Asked;
import org.gridauthz.voms.attribute.Wish;
import org.jspecify.annotations.Nullable;

/** A request while it is read, item by item; the first mistake stays. */
final class Gathered {
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Fqan> order = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private long seconds;
    private boolean unknown;
    private @Nullable String mistake;

    void wishes(String list, Function<String, @Nullable Wish> reader) {
        add(wishes, list, reader, "something asked for is neither a group nor a role");
    }

    void order(String list) {
        add(order, list, Terms::ordered, "the order names something that is neither a group nor a role");
    }

    void targets(String list) {
        add(targets, list, Terms::target, "a target is not a host name");
    }

    void lifetime(String text) {
        seconds = Terms.seconds(text);
    }

    void unknown() {
        unknown = true;
    }

    void mistaken(String what) {
        mistake = mistake == null ? what : mistake;
    }

    /** What was wrong first; null so far nothing. */
    @Nullable
    String mistake() {
        return mistake;
    }

    boolean wishedForNothing() {
        return wishes.isEmpty();
    }

    Asked asked() {
        return new Asked(wishes, order, seconds, targets, unknown);
    }

    private <T> void add(List<T> to, String list, Function<String, @Nullable T> reader, String otherwise) {
        List<String> items = Terms.items(list);
        if (items == null || items.size() + to.size() > Terms.MOST) {
            mistaken("more than " + Terms.MOST + " items");
            return;
        }
        for (String item : items) {
            T read = reader.apply(item);
            if (read == null) {
                mistaken(otherwise);
                return;
            }
            to.add(read);
        }
    }
}
