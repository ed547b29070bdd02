package org.gridauthz.gums.mapfile;

import java.util.List;
import org.gridauthz.gums.mapping.Bans;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.ManualBook;

/**
 * All that files are made of, at one moment.
 *
 * @param bans whom to leave out
 * @param banned the same for listing; see {@link Banned}
 */
public record MapfileData(
        Policy policy, CopiedLists lists, ManualBook manual, Bans bans, Banned banned, PoolAccounts pools) {
    /**
     * Bans that have a form in LCMAPS files.
     *
     * @param dns in slash form
     * @param fqans canonical FQANs; a group stands for everybody in and below it
     */
    public record Banned(List<String> dns, List<String> fqans) {
        /** Nobody. */
        public static final Banned NONE = new Banned(List.of(), List.of());

        public Banned {
            dns = List.copyOf(dns);
            fqans = List.copyOf(fqans);
        }
    }
}
