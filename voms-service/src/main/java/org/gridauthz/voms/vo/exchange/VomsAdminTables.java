package org.gridauthz.voms.vo.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.voms.vo.exchange.OldApplication.Wish;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a VOMS-Admin database says besides people: ACLs, rules of use and who signed them, applications. Layout of 2.5 to 3.9, voms.md §11. */
final class VomsAdminTables {
    private final JdbcClient jdbc;

    VomsAdminTables(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * An entry of an ACL.
     *
     * @param defaults of the ACL that new children begin with
     */
    record OldEntry(
            String group,
            @Nullable String role,
            boolean defaults,
            String dn,
            @Nullable String issuer,
            int permissions) {}

    /** @param url and text: either may be missing */
    record OldVersion(
            String version, @Nullable String url, @Nullable String text, Instant created, boolean active) {}

    /** A signature, by one of her certificates. */
    record OldSignature(String subject, String issuer, String version, Instant signed) {}

    List<OldEntry> entries() {
        return jdbc.sql("SELECT g.dn, r.role, a.defaultACL, d.dn, ca.subject_string, p.permissions"
                        + " FROM acl2_permissions p JOIN acl2 a ON a.acl_id = p.acl_id"
                        + " JOIN `groups` g ON g.gid = a.group_id LEFT JOIN roles r ON r.rid = a.role_id"
                        + " JOIN admins d ON d.adminid = p.admin_id LEFT JOIN ca ON ca.cid = d.ca"
                        + " ORDER BY g.dn, r.role, d.dn")
                .query((row, number) -> new OldEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6)))
                .list();
    }

    /** Of the VO's own rules; a grid's that were signed beside them are another thing. */
    List<OldVersion> versions() {
        return jdbc.sql("SELECT v.version, v.url, v.text, v.creationTime, v.active FROM aup_version v"
                        + " JOIN aup a ON a.id = v.aup_id WHERE a.name <> 'GRID-AUP' ORDER BY v.creationTime")
                .query((row, number) -> new OldVersion(
                        row.getString(1), row.getString(2), row.getString(3), time(row, 4), row.getBoolean(5)))
                .list();
    }

    List<OldSignature> signatures() {
        return jdbc.sql("SELECT c.subject_string, ca.subject_string, v.version, s.last_acceptance_date FROM"
                        + " aup_acc_record s JOIN aup_version v ON v.id = s.aup_version_id JOIN aup a ON a.id = v.aup_id JOIN"
                        + " certificate c ON c.id = (SELECT MIN(o.id) FROM certificate o WHERE o.usr_id = s.usr_id) JOIN ca ON"
                        + " ca.cid = c.ca_id WHERE a.name <> 'GRID-AUP' ORDER BY s.last_acceptance_date")
                .query((row, number) ->
                        new OldSignature(row.getString(1), row.getString(2), row.getString(3), time(row, 4)))
                .list();
    }

    List<OldApplication> applications() {
        return jdbc.sql("SELECT q.request_id, q.status, q.creationDate, i.certificateSubject, i.certificateIssuer,"
                        + " i.name, i.surname, i.emailAddress, i.institution, i.address, i.phoneNumber,"
                        + " v.request_id AS joins, COALESCE(g.groupName, r.groupName) AS place, r.roleName,"
                        + " c.certificateSubject AS further, c.certificateIssuer AS furtherIssuer FROM req q JOIN"
                        + " requester_info i ON i.id = q.requester_info_id LEFT JOIN vo_membership_req v ON"
                        + " v.request_id = q.request_id LEFT JOIN group_membership_req g ON g.request_id ="
                        + " q.request_id LEFT JOIN role_membership_req r ON r.request_id = q.request_id LEFT JOIN"
                        + " certificate_request c ON c.request_id = q.request_id WHERE q.status IN ('SUBMITTED',"
                        + " 'CONFIRMED', 'PENDING') ORDER BY q.request_id")
                .query((row, number) -> new OldApplication(
                        row.getLong("request_id"),
                        wish(row),
                        row.getString("status"),
                        row.getString("certificateSubject"),
                        row.getString("certificateIssuer"),
                        new OldApplication.Person(
                                row.getString("name"),
                                row.getString("surname"),
                                row.getString("emailAddress"),
                                row.getString("institution"),
                                row.getString("address"),
                                row.getString("phoneNumber")),
                        time(row, 3)))
                .list();
    }

    private static Wish wish(ResultSet row) throws SQLException {
        String place = row.getString("place");
        String further = row.getString("further");
        if (row.getString("joins") != null) {
            return new Wish.Membership();
        }
        if (place != null) {
            return new Wish.Place(place, row.getString("roleName"));
        }
        return further == null ? new Wish.Other() : new Wish.Certificate(further, row.getString("furtherIssuer"));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
