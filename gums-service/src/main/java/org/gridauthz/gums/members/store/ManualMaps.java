package org.gridauthz.gums.members.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.members.ManualChange;
import org.gridauthz.gums.members.ManualKey;
import org.gridauthz.identity.SlashDn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts by certificate name, as administrators enter them. Many at once become several changes; each is safe to repeat. */
public final class ManualMaps {
    /** Kind in the change log; the keys are map, TAB, DN. */
    public static final String KIND = "manual-accounts";

    private static final int ENTRIES_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final ChangeLog changes;

    /** @param changes of the same data source */
    public ManualMaps(DataSource dataSource, ChangeLog changes) {
        this.jdbc = JdbcClient.create(dataSource);
        this.changes = changes;
    }

    /** An entry as it stands. */
    public record Listed(SlashDn dn, String account, long seq) {}

    /**
     * Enters accounts, in the place of what the names had.
     *
     * @param alongside rows that belong into the same transactions, such as the audit's
     * @throws IllegalArgumentException if an account's name is malformed
     */
    public ManualChange enter(String map, Map<SlashDn, String> accounts, ChangeWork alongside) {
        accounts.values().forEach(account -> {
            if (!Account.wellFormed(account)) {
                throw new IllegalArgumentException("not an account name");
            }
        });
        return inChunks(map, List.copyOf(accounts.keySet()), alongside, (dn, seq) -> {
            delete(map, dn);
            jdbc.sql("INSERT INTO manual_account (account_map, dn_key, dn, account, seq) VALUES (?, ?, ?, ?, ?)")
                    .params(map, ManualKey.sha256(dn.text()), dn.text(), Objects.requireNonNull(accounts.get(dn)), seq)
                    .update();
        });
    }

    /** Takes names out; whoever is not there stays away. */
    public ManualChange remove(String map, List<SlashDn> names, ChangeWork alongside) {
        return inChunks(map, names, alongside, (dn, seq) -> delete(map, dn));
    }

    /** The accounts of a map in no particular order, from a place on. */
    public List<Listed> list(String map, int offset, int limit) {
        return jdbc.sql("SELECT dn, account, seq FROM manual_account WHERE account_map = ?"
                        + " ORDER BY dn_key LIMIT ? OFFSET ?")
                .params(map, limit, offset)
                .query((row, number) -> new Listed(new SlashDn(row.getString(1)), row.getString(2), row.getLong(3)))
                .list();
    }

    private ManualChange inChunks(String map, List<SlashDn> names, ChangeWork alongside, Step step) {
        if (map.isEmpty() || map.length() > 255 || map.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a map has a name of 1 to 255 characters");
        }
        Epoch last = null;
        for (int from = 0; from < names.size(); from += ENTRIES_AT_ONCE) {
            List<SlashDn> chunk = names.subList(from, Math.min(from + ENTRIES_AT_ONCE, names.size()));
            List<String> keys = new ArrayList<>();
            chunk.forEach(dn -> keys.add(map + "\t" + dn.text()));
            last = changes.write(KIND, keys, epoch -> {
                chunk.forEach(dn -> step.run(dn, epoch.seq()));
                alongside.run(epoch);
            });
        }
        return new ManualChange.Done(names.size(), last);
    }

    private void delete(String map, SlashDn dn) {
        jdbc.sql("DELETE FROM manual_account WHERE account_map = ? AND dn_key = ?")
                .params(map, ManualKey.sha256(dn.text()))
                .update();
    }

    private interface Step {
        void run(SlashDn dn, long seq);
    }
}
