package org.gridauthz.voms.registration.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.store.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Statements on {@code application}. */
final class ApplicationRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT =
            "SELECT application_id, vo, kind, state, person_id, name, issuer, institution_id,"
                    + " path, role, details, aup_version, code_hash, explanation, submitted_at, changed_at FROM application";

    private final JdbcClient jdbc;

    ApplicationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Application one, long seq) {
        Fqan wanted = one.wanted();
        jdbc.sql(
                        "INSERT INTO application (application_id, vo, kind, state, person_id, name, issuer, name_key,"
                                + " institution_id, path, role, details, aup_version, code_hash, explanation, submitted_at,"
                                + " changed_at, closed_at, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        one.id(),
                        one.vo(),
                        one.kind().name(),
                        one.state().name(),
                        one.person(),
                        one.applicant().name(),
                        one.applicant().issuer(),
                        one.applicant().key(),
                        one.institution(),
                        wanted == null ? null : wanted.group(),
                        wanted == null ? null : Rows.role(wanted),
                        JSON.writeValueAsString(one.details()),
                        one.aup(),
                        one.codeHash() == null ? null : HexFormat.of().parseHex(one.codeHash()),
                        one.explanation(),
                        one.submitted().toEpochMilli(),
                        one.changed().toEpochMilli(),
                        one.state().closed() ? one.changed().toEpochMilli() : null,
                        seq))
                .update();
    }

    void move(
            Application one,
            ApplicationState to,
            @Nullable String person,
            @Nullable String explanation,
            long now,
            long seq) {
        jdbc.sql(
                        "UPDATE application SET state = ?, person_id = ?, explanation = ?, changed_at = ?, closed_at = ?, seq = ?"
                                + " WHERE application_id = ?")
                .params(Arrays.asList(to.name(), person, explanation, now, to.closed() ? now : null, seq, one.id()))
                .update();
    }

    Optional<Application> find(String vo, String id) {
        return jdbc.sql(SELECT + " WHERE application_id = ? AND vo = ?")
                .params(id, vo)
                .query(ApplicationRows::application)
                .optional();
    }

    /** An open one of the same applicant for the same thing. */
    boolean open(Application like) {
        return ofName(like.vo(), like.applicant()).stream()
                .anyMatch(one -> !one.state().closed()
                        && one.kind() == like.kind()
                        && java.util.Objects.equals(one.wanted(), like.wanted())
                        && java.util.Objects.equals(
                                one.details().certificate(), like.details().certificate()));
    }

    /** All of a certificate's, newest first. */
    List<Application> ofName(String vo, IdentityName name) {
        return jdbc.sql(SELECT + " WHERE vo = ? AND name_key = ? ORDER BY submitted_at DESC, application_id LIMIT 200")
                .params(vo, name.key())
                .query(ApplicationRows::application)
                .list();
    }

    /** Of a VO, oldest first. */
    List<Application> list(
            String vo, @Nullable ApplicationState state, @Nullable ApplicationKind kind, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(vo));
        String where = " WHERE vo = ?";
        if (state != null) {
            where += " AND state = ?";
            parameters.add(state.name());
        }
        if (kind != null) {
            where += " AND kind = ?";
            parameters.add(kind.name());
        }
        parameters.add(limit);
        parameters.add(offset);
        return jdbc.sql(SELECT + where + " ORDER BY submitted_at, application_id LIMIT ? OFFSET ?")
                .params(parameters)
                .query(ApplicationRows::application)
                .list();
    }

    private static Application application(ResultSet row, int number) throws SQLException {
        String path = row.getString("path");
        byte[] code = row.getBytes("code_hash");
        return new Application(
                row.getString("application_id"),
                row.getString("vo"),
                ApplicationKind.valueOf(row.getString("kind")),
                ApplicationState.valueOf(row.getString("state")),
                new IdentityName(IdentityKind.X509, row.getString("name"), row.getString("issuer")),
                row.getString("person_id"),
                row.getString("institution_id"),
                path == null ? null : Rows.fqan(path, String.valueOf(row.getString("role"))),
                JSON.readValue(row.getString("details"), Application.Details.class),
                row.getString("aup_version"),
                code == null ? null : HexFormat.of().formatHex(code),
                row.getString("explanation"),
                Instant.ofEpochMilli(row.getLong("submitted_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
