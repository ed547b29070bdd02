package org.gridauthz.gums.members.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.members.ManualChange;
import org.gridauthz.gums.members.ManualKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The members of manual groups, as administrators enter them. Many at once become several changes; each is safe to repeat. */
public final class ManualGroups {
    /** Kind in the change log; the keys are {@link ManualKey}s. */
    public static final String KIND = "manual-members";

    private static final int ENTRIES_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final ChangeLog changes;

    /** @param changes of the same data source */
    public ManualGroups(DataSource dataSource, ChangeLog changes) {
        this.jdbc = JdbcClient.create(dataSource);
        this.changes = changes;
    }

    /** An entry to be made, or of which the address is to be changed. */
    public record NewEntry(ManualMember member, @Nullable String email) {
        /** Checks the address's form as far as a line of a file needs it. */
        public NewEntry {
            if (email != null && (email.length() > 254 || !email.matches("[^\\s\\p{Cntrl}]+@[^\\s\\p{Cntrl}]+"))) {
                throw new IllegalArgumentException("not an e-mail address");
            }
        }
    }

    /** An entry as it stands. */
    public record Listed(ManualMember member, @Nullable String email, long seq) {}

    /**
     * Enters members.
     *
     * @param alongside rows that belong into the same transactions, such as the audit's
     */
    public ManualChange enter(String group, Collection<NewEntry> entries, ChangeWork alongside) {
        return inChunks(group, List.copyOf(entries), alongside, NewEntry::member, this::put);
    }

    /** Takes members out; whoever is not there stays away. */
    public ManualChange remove(String group, Collection<ManualMember> members, ChangeWork alongside) {
        return inChunks(group, List.copyOf(members), alongside, member -> member, (key, member, seq) -> delete(key));
    }

    /** The members of a group in no particular order, from a place on. */
    public List<Listed> list(String group, int offset, int limit) {
        return jdbc.sql(ManualRows.SELECT_MEMBERS + " WHERE user_group = ? ORDER BY entry_key LIMIT ? OFFSET ?")
                .params(group, limit, offset)
                .query((row, number) ->
                        new Listed(ManualRows.key(row).member(), row.getString("email"), row.getLong("seq")))
                .list();
    }

    private <T> ManualChange inChunks(String group, List<T> all, ChangeWork alongside, Member<T> member, Step<T> step) {
        Epoch last = null;
        for (int from = 0; from < all.size(); from += ENTRIES_AT_ONCE) {
            List<T> chunk = all.subList(from, Math.min(from + ENTRIES_AT_ONCE, all.size()));
            List<ManualKey> keys = chunk.stream()
                    .map(one -> ManualKey.of(group, member.of(one)))
                    .toList();
            try {
                last = changes.write(KIND, keys.stream().map(ManualKey::text).toList(), epoch -> {
                    for (int i = 0; i < chunk.size(); i++) {
                        step.run(keys.get(i), chunk.get(i), epoch.seq());
                    }
                    if (patterns() > ManualMembers.MAX_PATTERNS) {
                        throw new TooManyPatterns();
                    }
                    alongside.run(epoch);
                });
            } catch (TooManyPatterns refused) {
                return ManualChange.Refused.TOO_MANY_PATTERNS;
            }
        }
        return new ManualChange.Done(all.size(), last);
    }

    private void put(ManualKey key, NewEntry entry, long seq) {
        delete(key);
        jdbc.sql("INSERT INTO manual_member (user_group, entry_key, name_kind, name, fqan_kind, fqan, email, seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        key.group(),
                        key.digest(),
                        key.nameKind(),
                        key.name(),
                        key.fqanKind(),
                        key.fqan(),
                        entry.email(),
                        seq))
                .update();
    }

    private void delete(ManualKey key) {
        jdbc.sql("DELETE FROM manual_member WHERE user_group = ? AND entry_key = ?")
                .params(key.group(), key.digest())
                .update();
    }

    private int patterns() {
        return jdbc.sql("SELECT COUNT(*) FROM manual_member WHERE name_kind = 'PATTERN'")
                .query(Integer.class)
                .single();
    }

    private interface Member<T> {
        ManualMember of(T one);
    }

    private interface Step<T> {
        void run(ManualKey key, T one, long seq);
    }

    private static final class TooManyPatterns extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyPatterns() {
            super("too many patterns", null, false, false);
        }
    }
}
