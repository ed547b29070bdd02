package org.gridauthz.voms.attribute;

import java.util.List;
import org.gridauthz.identity.Fqan;

/**
 * What a client asks for, whichever protocol it came by.
 *
 * @param wishes in the order asked; none means the VO's root group
 * @param order FQANs to put first, in this order
 * @param seconds the lifetime asked for; 0 or less when none was
 * @param targets host names the AC shall be good for; none means everywhere
 * @param unknownParameters whether something was asked in words that we do not know
 */
public record Asked(
        List<Wish> wishes, List<Fqan> order, long seconds, List<String> targets, boolean unknownParameters) {
    public Asked {
        wishes = List.copyOf(wishes);
        order = List.copyOf(order);
        targets = List.copyOf(targets);
    }
}
