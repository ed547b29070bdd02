package org.gridauthz.memberlist.voms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.RowSieve;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@code getGridmapUsersResponse}, whichever way the toolkit wrote them: an array in place (voms.md
 * §12.2), the elements repeated flat, or references to {@code multiRef} elements beside the response.
 */
final class GridmapUsers {
    /** A text in place, or the id of the element that has it. */
    record Item(@Nullable String href, boolean nil, String text) {}

    /** An element that may be an array, a text, a reference or nil. */
    record Value(Item own, boolean array, List<Item> items) {}

    private final List<Value> returned = new ArrayList<>();
    private final Map<String, Value> byId = new HashMap<>();

    void returned(Value value) {
        returned.add(value);
    }

    void multiRef(String id, Value value) {
        byId.putIfAbsent(id, value);
    }

    Listing listing(ListLimits limits) {
        RowSieve sieve = new RowSieve(limits);
        boolean onlyNil = !returned.isEmpty();
        for (Value value : returned) {
            Value target = resolve(value);
            if (target == null) {
                return new NotListed(Fault.MALFORMED, "the answer refers to an element that it does not hold");
            }
            if (target.own().nil()) {
                continue;
            }
            onlyNil = false;
            if (!target.array()) {
                sieve.dn(target.own().text(), null);
                continue;
            }
            for (Item item : target.items()) {
                sieve.dn(text(item), null);
                if (sieve.overfull()) {
                    return sieve.listing();
                }
            }
        }
        // VOMS-Admin answers nil, not a fault, for a group or role that it does not know: no reason to empty a list.
        return onlyNil
                ? new NotListed(Fault.UNKNOWN_CONTAINER, "the VO server knows no such group or role")
                : sieve.listing();
    }

    /** One step only: a reference to a reference is not something that Axis writes, and chains could be long. */
    private @Nullable Value resolve(Value value) {
        String href = value.own().href();
        return href == null ? value : byId.get(href);
    }

    private @Nullable String text(Item item) {
        if (item.href() == null) {
            return item.nil() ? null : item.text();
        }
        Value target = byId.get(item.href());
        return target == null || target.own().nil() ? null : target.own().text();
    }
}
