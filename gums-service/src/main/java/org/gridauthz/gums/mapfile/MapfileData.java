package org.gridauthz.gums.mapfile;

import java.util.List;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.gums.mapping.Bans;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.ManualBook;

/**
 * All that files are made of, at one moment.
 *
 * @param bans whom to leave out
 * @param banned the same for listing
 */
public record MapfileData(
        Policy policy, CopiedLists lists, ManualBook manual, Bans bans, List<BanTarget> banned, PoolAccounts pools) {
    public MapfileData {
        banned = List.copyOf(banned);
    }
}
