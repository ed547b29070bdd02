package org.gridauthz.gums.policy.gumsconfig;

import java.util.List;
import java.util.Set;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.Mistake;

/** What importing a {@code gums.config} gave. */
public sealed interface Importing {
    /**
     * A policy.
     *
     * @param bans those that the file itself holds
     * @param bannedGroups names of manual groups whose members, in the original's database, are bans
     * @param report what changed, ordered by kind and line
     */
    record Imported(Policy policy, List<ImportedBan> bans, Set<String> bannedGroups, List<Note> report)
            implements Importing {
        public Imported {
            bans = List.copyOf(bans);
            bannedGroups = Set.copyOf(bannedGroups);
            report = List.copyOf(report);
        }
    }

    /** Not a {@code gums.config}. */
    record Refused(Mistake mistake) implements Importing {}
}
