package org.gridauthz.voms.vo.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.SuspensionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A VOMS-Admin database, read over JDBC: layout 3 as voms.md §11 lists it. Nothing is written to it. */
public final class VomsAdminDatabase {
    private final JdbcClient jdbc;
    private final VomsAdminTables tables;

    public VomsAdminDatabase(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.tables = new VomsAdminTables(database);
    }

    /** What it says besides people. */
    VomsAdminTables tables() {
        return tables;
    }

    /**
     * What is in it.
     *
     * @param values of groups and roles
     */
    public record Contents(
            List<Group> groups,
            List<String> roles,
            List<AttributeClass> classes,
            List<AttributeValue> values,
            List<RollPerson> people) {}

    /** Reads all of it. */
    public Contents read() {
        Map<Long, String> groups = new HashMap<>();
        List<Group> groupList = new ArrayList<>();
        jdbc.sql("SELECT gid, dn, description FROM `groups` ORDER BY dn").query(row -> {
            groups.put(row.getLong(1), row.getString(2));
            groupList.add(new Group(row.getString(2), VomsAdminUsers.or(row.getString(3), ""), false));
        });
        Map<Long, String> roles = new HashMap<>();
        jdbc.sql("SELECT rid, role FROM roles").query(row -> {
            roles.put(row.getLong(1), row.getString(2));
        });
        List<AttributeClass> classes = jdbc.sql("SELECT a_name, a_desc, a_uniq FROM attributes ORDER BY a_name")
                .query((row, number) -> new AttributeClass(
                        row.getString(1), VomsAdminUsers.or(row.getString(2), ""), row.getBoolean(3)))
                .list();
        return new Contents(groupList, List.copyOf(roles.values()), classes, values(), people(groups, roles));
    }

    private List<AttributeValue> values() {
        List<AttributeValue> values = new ArrayList<>();
        jdbc.sql("SELECT g.dn, a.a_name, v.a_value FROM group_attrs v JOIN `groups` g ON g.gid = v.g_id"
                        + " JOIN attributes a ON a.a_id = v.a_id")
                .query(row -> {
                    values.add(new AttributeValue(row.getString(1), row.getString(2), row.getString(3)));
                });
        jdbc.sql("SELECT g.dn, r.role, a.a_name, v.a_value FROM role_attrs v JOIN `groups` g ON g.gid = v.g_id"
                        + " JOIN roles r ON r.rid = v.r_id JOIN attributes a ON a.a_id = v.a_id")
                .query(row -> {
                    values.add(new AttributeValue(
                            new Fqan(row.getString(1), row.getString(2), null).toString(),
                            row.getString(3),
                            row.getString(4)));
                });
        return values;
    }

    private List<RollPerson> people(Map<Long, String> groups, Map<Long, String> roles) {
        Map<Long, List<String>> memberships = new HashMap<>();
        jdbc.sql("SELECT userid, gid, rid FROM m").query(row -> {
            String group = groups.get(row.getLong(2));
            long rid = row.getLong(3);
            String role = row.wasNull() ? null : roles.get(rid);
            if (group != null) {
                add(memberships, row.getLong(1), role == null ? group : group + "/Role=" + role);
            }
        });
        Map<Long, List<RollPerson.Certificate>> certificates = new HashMap<>();
        jdbc.sql("SELECT c.usr_id, c.subject_string, ca.subject_string, c.suspended, c.suspended_reason"
                        + " FROM certificate c JOIN ca ON ca.cid = c.ca_id ORDER BY c.id")
                .query(row -> {
                    add(certificates, row.getLong(1), certificate(row));
                });
        Map<Long, Map<String, String>> attributes = new HashMap<>();
        jdbc.sql("SELECT v.u_id, a.a_name, v.a_value FROM usr_attrs v JOIN attributes a ON a.a_id = v.a_id")
                .query(row -> {
                    attributes
                            .computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                            .put(row.getString(2), row.getString(3));
                });
        return jdbc.sql("SELECT userid, name, surname, institution, address, phone_number, email_address, end_time,"
                        + " suspended, suspension_reason_code, suspension_reason FROM usr ORDER BY userid")
                .query((row, number) -> person(
                        row,
                        certificates.getOrDefault(row.getLong(1), List.of()),
                        memberships.getOrDefault(row.getLong(1), List.of()),
                        attributes.getOrDefault(row.getLong(1), Map.of())))
                .list();
    }

    private static RollPerson person(
            ResultSet row,
            List<RollPerson.Certificate> certificates,
            List<String> memberships,
            Map<String, String> attributes)
            throws SQLException {
        Map<String, String> fields = new HashMap<>();
        VomsAdminUsers.field(fields, "address", row.getString("address"));
        VomsAdminUsers.field(fields, "phone", row.getString("phone_number"));
        Timestamp ends = row.getTimestamp("end_time");
        return new RollPerson(
                row.getString("userid"),
                VomsAdminUsers.or(row.getString("name"), "(unknown)"),
                VomsAdminUsers.or(row.getString("surname"), "(unknown)"),
                VomsAdminUsers.address(row.getString("email_address")),
                fields,
                row.getString("institution"),
                ends == null ? null : ends.toInstant(),
                row.getBoolean("suspended") ? VomsAdminUsers.code(row.getString("suspension_reason_code")) : null,
                row.getString("suspension_reason"),
                certificates,
                memberships,
                attributes);
    }

    private static RollPerson.Certificate certificate(ResultSet row) throws SQLException {
        return new RollPerson.Certificate(
                IdentityKind.X509,
                row.getString(2),
                row.getString(3),
                row.getBoolean(4) ? SuspensionCode.OTHER : null,
                row.getString(5));
    }

    private static <T> void add(Map<Long, List<T>> lists, long key, @Nullable T value) {
        if (value != null) {
            lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        }
    }
}
