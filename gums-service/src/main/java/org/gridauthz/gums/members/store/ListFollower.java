package org.gridauthz.gums.members.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.MemberBook.Copy;
import org.gridauthz.gums.members.Roster;
import org.gridauthz.gums.members.StoredList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the lists in memory up to date: of a change, only the lists that changed are read. */
public final class ListFollower implements ChangeListener {
    private final JdbcClient jdbc;
    private final ReadAhead ahead;
    private final MemberBook book;
    private final Runnable shown;

    /**
     * @param dataSource the follower's own
     * @param ahead has large copies before they are current
     * @param shown called after the book changed, on the applier's thread: publish a new index
     */
    public ListFollower(DataSource dataSource, ReadAhead ahead, MemberBook book, Runnable shown) {
        this.jdbc = JdbcClient.create(dataSource);
        this.ahead = ahead;
        this.book = book;
        this.shown = shown;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(JdbcListStore.KIND);
    }

    @Override
    public void apply(Change change) {
        if (change.everything()) {
            book.all(read());
        } else {
            for (String id : change.keys()) {
                ListRows.one(jdbc, id).ifPresent(list -> book.put(copy(list)));
            }
        }
        shown.run();
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        Map<String, Copy> copies = read();
        return () -> {
            book.all(copies);
            shown.run();
        };
    }

    @Override
    public Kept kept() {
        return new KeptLists(book, shown);
    }

    private Map<String, Copy> read() {
        Map<String, Copy> copies = new HashMap<>();
        ListRows.all(jdbc).forEach(list -> copies.put(list.id(), copy(list)));
        return copies;
    }

    /** A version never changes, so one that is here already is not read again. */
    private Copy copy(StoredList list) {
        Copy here = book.copy(list.id());
        if (here != null
                && list.version() != null
                && list.version().equals(here.stored().version())
                && list.edits() >= here.stored().edits()) {
            return new Copy(list, ListRows.edited(jdbc, list, here.stored().edits(), here.roster()));
        }
        Roster read = ahead.take(list);
        return new Copy(list, read == null ? ListRows.roster(jdbc, list) : ListRows.edited(jdbc, list, 0, read));
    }
}
