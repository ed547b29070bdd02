package org.gridauthz.gums.members.store;

import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.gums.mapping.ManualAccounts;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.ManualKey;
import org.gridauthz.identity.SlashDn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what administrators entered in memory: of a change, only the entries that changed are read. */
public final class ManualFollower implements ChangeListener {
    /** Puts a new state in force. */
    @FunctionalInterface
    public interface Publisher {
        /** Called on the applier's thread. */
        void publish(ManualMembers members, ManualAccounts accounts);
    }

    private final JdbcClient jdbc;
    private final ManualBook book;
    private final Publisher publisher;
    private volatile ManualMembers members = ManualMembers.NONE;
    private ManualAccounts accounts = ManualAccounts.NONE;

    /**
     * @param dataSource the follower's own
     * @param book kept for map files
     */
    public ManualFollower(DataSource dataSource, ManualBook book, Publisher publisher) {
        this.jdbc = JdbcClient.create(dataSource);
        this.book = book;
        this.publisher = publisher;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ManualGroups.KIND, ManualMaps.KIND);
    }

    @Override
    public void apply(Change change) {
        if (change.everything()) {
            read().run();
            return;
        }
        for (String key : change.keys()) {
            if (change.kind().equals(ManualGroups.KIND)) {
                member(ManualKey.parse(key));
            } else {
                account(key);
            }
        }
        publisher.publish(members, accounts);
    }

    private void member(ManualKey key) {
        ManualMember member = key.member();
        ManualRows.Found found = ManualRows.member(jdbc, key);
        if (found == null) {
            members = members.minus(key.group(), member);
            book.remove(key.group(), member);
        } else {
            members = members.plus(key.group(), member);
            book.put(key.group(), member, found.email());
        }
    }

    private void account(String key) {
        int tab = key.indexOf('\t');
        String map = key.substring(0, tab);
        SlashDn dn = new SlashDn(key.substring(tab + 1));
        String account = ManualRows.account(jdbc, map, dn);
        accounts = accounts.with(map, dn, account);
        book.account(map, dn, account);
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return read();
    }

    @Override
    public Kept kept() {
        return new KeptManual(book, () -> members.patterns(), this::shown);
    }

    private Runnable read() {
        ManualEntries entries = new ManualEntries();
        ManualRows.members(jdbc, entries::member);
        ManualRows.accounts(jdbc, entries::account);
        return shown(entries);
    }

    private Runnable shown(ManualEntries entries) {
        ManualMembers allMembers = entries.members();
        ManualAccounts allAccounts = entries.accounts();
        return () -> {
            members = allMembers;
            accounts = allAccounts;
            book.become(entries.book());
            publisher.publish(members, accounts);
        };
    }
}
