package org.gridauthz.voms.vo.store;

import java.util.Arrays;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Acl;
import org.gridauthz.voms.vo.AclEntry;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements on {@code acl_entry}. */
final class AclRows {
    private static final String WHERE = " WHERE vo = ? AND path = ? AND role = ? AND defaults = ?";

    private final JdbcClient jdbc;

    AclRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Acl read(String vo, Fqan container, boolean defaults) {
        return new Acl(jdbc.sql(
                        "SELECT kind, subject, issuer, permissions FROM acl_entry" + WHERE + " ORDER BY kind, subject")
                .params(vo, container.group(), Rows.role(container), defaults)
                .query((row, number) -> new AclEntry(
                        AclSubject.of(row.getString(1), row.getString(2), row.getString(3)),
                        new Permissions(row.getInt(4))))
                .list());
    }

    void put(String vo, Fqan container, boolean defaults, Acl acl, long seq) {
        for (AclEntry entry : acl.entries()) {
            put(vo, container, defaults, entry, seq);
        }
    }

    void put(String vo, Fqan container, boolean defaults, AclEntry entry, long seq) {
        AclSubject subject = entry.subject();
        remove(vo, container, defaults, subject);
        String issuer = subject instanceof AclSubject.Certificate one && one.issuer() != null
                ? one.issuer().text()
                : null;
        jdbc.sql(
                        "INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        vo,
                        container.group(),
                        Rows.role(container),
                        defaults,
                        subject.key(),
                        subject.kind(),
                        subject.name(),
                        issuer,
                        entry.permissions().bits(),
                        seq))
                .update();
    }

    boolean remove(String vo, Fqan container, boolean defaults, AclSubject subject) {
        return jdbc.sql("DELETE FROM acl_entry" + WHERE + " AND subject_key = ?")
                        .params(vo, container.group(), Rows.role(container), defaults, subject.key())
                        .update()
                == 1;
    }

    /** All entries of a group and of the roles in it. */
    void removeAll(String vo, String path) {
        jdbc.sql("DELETE FROM acl_entry WHERE vo = ? AND path = ?")
                .params(vo, path)
                .update();
    }
}
