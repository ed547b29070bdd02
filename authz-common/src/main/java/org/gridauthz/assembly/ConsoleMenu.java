package org.gridauthz.assembly;

import java.util.List;
import org.gridauthz.web.page.ConsoleFrame.Link;

/**
 * The console pages of a service, in their order.
 *
 * @param links the first is what the console opens with
 */
public record ConsoleMenu(List<Link> links) {
    /** Keeps a copy. */
    public ConsoleMenu {
        links = List.copyOf(links);
    }
}
