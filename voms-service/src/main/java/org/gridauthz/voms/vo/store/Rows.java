package org.gridauthz.voms.vo.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Identity;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoState;
import org.jspecify.annotations.Nullable;

/** Rows as values. */
public final class Rows {
    /** Columns that {@link #person} reads, of a table called p. */
    public static final String PERSON =
            "p.person_id, p.vo, p.given_name, p.family_name, p.email, p.fields, p.institution_id,"
                    + " p.joined_at, p.ends_at, p.suspended_code, p.suspended_reason, p.suspended_at, p.seq";

    static final String IDENTITY = "i.identity_id, i.person_id, i.kind, i.name, i.issuer, i.suspended_code,"
            + " i.suspended_reason, i.suspended_at, i.added_at";

    private Rows() {}

    /** A row with the columns {@link #PERSON}. */
    public static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("person_id"),
                row.getString("vo"),
                new PersonalData(
                        row.getString("given_name"),
                        row.getString("family_name"),
                        row.getString("email"),
                        Json.fields(row.getString("fields"))),
                row.getString("institution_id"),
                Instant.ofEpochMilli(row.getLong("joined_at")),
                instant(row, "ends_at"),
                suspension(row),
                row.getLong("seq"));
    }

    /**
     * A row with the columns of a VO.
     *
     * @param forced what {@code aup_forced_at} is called in it
     * @param seq and {@code seq}
     */
    public static Vo vo(ResultSet row, String forced, String seq) throws SQLException {
        return new Vo(
                row.getString("vo"),
                row.getString("description"),
                row.getString("contact"),
                VoState.valueOf(row.getString("state")),
                Json.rules(row.getString("rules")),
                row.getString("aup_version"),
                instant(row, forced),
                Instant.ofEpochMilli(row.getLong("founded_at")),
                row.getLong(seq));
    }

    static Identity identity(ResultSet row, int number) throws SQLException {
        return new Identity(
                row.getString("identity_id"),
                new IdentityName(
                        IdentityKind.valueOf(row.getString("kind")), row.getString("name"), row.getString("issuer")),
                suspension(row),
                Instant.ofEpochMilli(row.getLong("added_at")));
    }

    static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(
                fqan(row.getString("path"), row.getString("role")),
                Instant.ofEpochMilli(row.getLong("since")),
                instant(row, "ends_at"));
    }

    /** @param role empty: none */
    public static Fqan fqan(String path, String role) {
        return new Fqan(path, role.isEmpty() ? null : role, null);
    }

    /** The role as a column has it: empty for none. */
    public static String role(Fqan fqan) {
        return fqan.role() == null ? "" : fqan.role();
    }

    /** A time that may be missing. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** A time that may be missing, as a column has it. */
    public static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** Of a row with the columns of a suspension; null: there is none. */
    public static @Nullable Suspension suspension(ResultSet row) throws SQLException {
        String code = row.getString("suspended_code");
        return code == null
                ? null
                : new Suspension(
                        SuspensionCode.valueOf(code),
                        row.getString("suspended_reason"),
                        Instant.ofEpochMilli(row.getLong("suspended_at")));
    }
}
