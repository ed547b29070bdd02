package org.gridauthz.gums.members.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.members.Chunks;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.ListStore;
import org.gridauthz.gums.members.RosterEdit;
import org.gridauthz.gums.members.StoredList;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies of lists in the database. Pieces of a new copy ({@link ListVersions}) are read by nobody until one small
 * transaction through the change log makes it current. What does not change a decision (timestamps, faults) is a plain
 * update of the list's one row.
 */
public final class JdbcListStore implements ListStore {
    /** Kind in the change log; the keys are list ids. */
    public static final String KIND = "member-list";

    private static final int MAX_DETAIL = 1000;
    /** Pieces; what has fewer is read in no time. */
    private static final int LARGE = 20;

    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final ListVersions versions;
    private final Runnable settle;

    /**
     * @param changes of the same data source
     * @param settle waits until the instances have read a large copy ahead, {@link ReadAhead#settle}
     */
    public JdbcListStore(DataSource dataSource, ChangeLog changes, Runnable settle) {
        this.settle = settle;
        this.jdbc = JdbcClient.create(dataSource);
        this.changes = changes;
        this.versions = new ListVersions(jdbc);
    }

    @Override
    public Map<String, StoredList> all() {
        Map<String, StoredList> all = new HashMap<>();
        ListRows.all(jdbc).forEach(list -> all.put(list.id(), list));
        return all;
    }

    @Override
    public StoredList find(CopiedList list) {
        return ListRows.one(jdbc, list.id()).orElseGet(() -> StoredList.unknown(list));
    }

    @Override
    public void unchanged(CopiedList list, Listed listing, Instant at) {
        ensure(list);
        jdbc.sql("UPDATE member_list SET name = ?, read_at = ?, tried_at = ?, fault = NULL, fault_detail = NULL,"
                        + " duplicates = ?, bad_rows = ?, held_size = NULL, held_since = NULL, accept_down_to = NULL,"
                        + " source_position = ? WHERE list_id = ?")
                .params(Arrays.asList(
                        list.name(),
                        at.toEpochMilli(),
                        at.toEpochMilli(),
                        listing.duplicates(),
                        listing.badRows(),
                        listing.position(),
                        list.id()))
                .update();
    }

    @Override
    public void failed(CopiedList list, NotListed why, Instant at) {
        ensure(list);
        String detail = why.detail().length() > MAX_DETAIL ? why.detail().substring(0, MAX_DETAIL) : why.detail();
        jdbc.sql("UPDATE member_list SET name = ?, tried_at = ?, fault = ?, fault_detail = ? WHERE list_id = ?")
                .params(list.name(), at.toEpochMilli(), why.fault().code(), detail, list.id())
                .update();
    }

    @Override
    public void heldBack(CopiedList list, Listed listing, Instant at) {
        jdbc.sql("UPDATE member_list SET name = ?, tried_at = ?, fault = 'list.held-back', fault_detail = ?,"
                        + " held_size = ?, held_since = COALESCE(held_since, ?) WHERE list_id = ?")
                .params(
                        list.name(),
                        at.toEpochMilli(),
                        "the source lists " + listing.rows().size() + "; confirm to believe it",
                        listing.rows().size(),
                        at.toEpochMilli(),
                        list.id())
                .update();
    }

    @Override
    public boolean replace(CopiedList list, StoredList known, Listed listing, List<byte[]> chunks, Instant at) {
        ensure(list);
        String version = versions.stage(list.id(), chunks, at);
        if (chunks.size() > LARGE) {
            settle.run();
        }
        String digest = HexFormat.of().formatHex(Chunks.digest(chunks));
        String before = known.version() == null ? "" : known.version();
        try {
            changes.write(KIND, List.of(list.id()), epoch -> {
                int switched = jdbc.sql("UPDATE member_list SET name = ?, version = ?, list_size = ?, digest = ?,"
                                + " read_at = ?, tried_at = ?, fault = NULL, fault_detail = NULL, duplicates = ?,"
                                + " bad_rows = ?, held_size = NULL, held_since = NULL, accept_down_to = NULL, seq = ?,"
                                + " edits = 0, source_position = ?"
                                + " WHERE list_id = ? AND COALESCE(version, '') = ? AND edits = ?")
                        .params(Arrays.asList(
                                list.name(),
                                version,
                                listing.rows().size(),
                                digest,
                                at.toEpochMilli(),
                                at.toEpochMilli(),
                                listing.duplicates(),
                                listing.badRows(),
                                epoch.seq(),
                                listing.position(),
                                list.id(),
                                before,
                                known.edits()))
                        .update();
                if (switched == 0) {
                    throw new Overtaken();
                }
                jdbc.sql("UPDATE member_version SET retired_at = ? WHERE list_id = ? AND version = ?")
                        .params(at.toEpochMilli(), list.id(), before)
                        .update();
            });
            return true;
        } catch (Overtaken overtaken) {
            return false;
        }
    }

    @Override
    public boolean edit(CopiedList list, StoredList known, RosterEdit edit, int size, String position, Instant at) {
        try {
            changes.write(KIND, List.of(list.id()), epoch -> {
                int edited = jdbc.sql("UPDATE member_list SET list_size = ?, read_at = ?, tried_at = ?, fault = NULL,"
                                + " fault_detail = NULL, edits = ?, source_position = ?, seq = ?"
                                + " WHERE list_id = ? AND version = ? AND edits = ?")
                        .params(Arrays.asList(
                                size,
                                at.toEpochMilli(),
                                at.toEpochMilli(),
                                known.edits() + 1,
                                position,
                                epoch.seq(),
                                list.id(),
                                known.version(),
                                known.edits()))
                        .update();
                if (edited == 0) {
                    throw new Overtaken();
                }
                jdbc.sql("INSERT INTO member_edit (list_id, version, edit, body) VALUES (?, ?, ?, ?)")
                        .params(Arrays.asList(list.id(), known.version(), known.edits() + 1, edit.encode()))
                        .update();
            });
            return true;
        } catch (Overtaken overtaken) {
            return false;
        }
    }

    @Override
    public void heard(CopiedList list, StoredList known, String position, Instant at) {
        jdbc.sql("UPDATE member_list SET read_at = ?, tried_at = ?, fault = NULL, fault_detail = NULL,"
                        + " source_position = ? WHERE list_id = ? AND version = ? AND edits = ?")
                .params(Arrays.asList(
                        at.toEpochMilli(), at.toEpochMilli(), position, list.id(), known.version(), known.edits()))
                .update();
    }

    /**
     * An administrator confirms what is held back: the next list of at least this size is believed, once. Refresh it then.
     *
     * @param size what the administrator has seen; anything else is no confirmation
     * @param alongside rows that belong into the same transaction, such as the audit's
     * @return false if no list of this size is held back
     */
    public boolean confirm(CopiedList list, int size, ChangeWork alongside) {
        try {
            changes.write(KIND, List.of(list.id()), epoch -> {
                int confirmed = jdbc.sql("UPDATE member_list SET accept_down_to = ?, seq = ?"
                                + " WHERE list_id = ? AND held_size = ?")
                        .params(size, epoch.seq(), list.id(), size)
                        .update();
                if (confirmed == 0) {
                    throw new Overtaken();
                }
                alongside.run(epoch);
            });
            return true;
        } catch (Overtaken gone) {
            return false;
        }
    }

    private void ensure(CopiedList list) {
        jdbc.sql("INSERT IGNORE INTO member_list (list_id, name, list_size, duplicates, bad_rows, seq)"
                        + " VALUES (?, ?, 0, 0, 0, 0)")
                .params(list.id(), list.name())
                .update();
    }

    @Override
    public void prune(Instant now) {
        versions.prune(now);
    }

    /** Rolls a change back. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("the list is not what it was", null, false, false);
        }
    }
}
