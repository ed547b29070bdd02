package org.gridauthz.voms.standing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.standing.Judgement;
import org.gridauthz.voms.vo.AupStanding;
import org.gridauthz.voms.vo.Holding;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.store.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The two queries behind every attribute certificate. */
final class StandingRows {
    private static final int TIMEOUT_SECONDS = 2;

    private static final String FIND = "SELECT " + Rows.PERSON
            + ", i.name AS shown, i.issuer AS shown_issuer, i.suspended_code AS c_code, i.suspended_reason AS c_reason,"
            + " i.suspended_at AS c_at, p.aup_forced_at AS p_forced, v.description, v.contact, v.state, v.rules,"
            + " v.aup_version, v.aup_forced_at AS v_forced, v.founded_at, v.seq AS v_seq, a.activated_at,"
            + " (SELECT MAX(s.signed_at) FROM aup_signature s WHERE s.person_id = p.person_id"
            + "  AND s.version = v.aup_version) AS signed_at"
            + " FROM identity i JOIN person p ON p.person_id = i.person_id JOIN vo v ON v.vo = i.vo"
            + " LEFT JOIN aup_version a ON a.vo = v.vo AND a.version = v.aup_version"
            + " WHERE i.vo = ? AND i.name_key = ? ORDER BY i.issuer DESC";

    private static final String HOLDING = "SELECT m.path, m.role, g.optional, a.name, a.attr_value FROM membership m"
            + " JOIN vo_group g ON g.vo = m.vo AND g.path = m.path"
            + " LEFT JOIN attribute_value a ON a.vo = m.vo AND a.holder ="
            + " CASE WHEN m.role = '' THEN m.path ELSE CONCAT(m.path, '/Role=', m.role) END"
            + " WHERE m.person_id = ? AND (m.ends_at IS NULL OR m.ends_at > ?)"
            + " UNION ALL SELECT '', '', FALSE, name, attr_value FROM attribute_value WHERE vo = ? AND holder = ?";

    private final JdbcClient jdbc;

    StandingRows(DataSource database) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setQueryTimeout(TIMEOUT_SECONDS);
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * Whoever has a name.
     *
     * @param certificate why the certificate itself is suspended, if it is
     */
    record Found(Person person, @Nullable Suspension certificate, Vo vo, AupStanding.Facts aup, IdentityName name) {}

    @Nullable
    Found find(String vo, SlashDn subject, SlashDn issuer) {
        return jdbc
                .sql(FIND)
                .params(vo, IdentityName.certificate(subject, issuer).key())
                .query(StandingRows::found)
                .list()
                .stream()
                .filter(one -> one.vo().rules().anyIssuer() || one.name().takesIssuer(issuer))
                .findFirst()
                .orElse(null);
    }

    Holding holding(Person person, Instant now) {
        List<Holding.Line> lines = new ArrayList<>();
        List<Standing.Value> own = new ArrayList<>();
        jdbc.sql(HOLDING)
                .params(person.id(), now.toEpochMilli(), person.vo(), person.id())
                .query(row -> {
                    String name = row.getString(4);
                    Standing.Value value = name == null ? null : new Standing.Value(name, row.getString(5));
                    String path = row.getString(1);
                    if (path.isEmpty()) {
                        own.add(Objects.requireNonNull(value));
                    } else {
                        lines.add(new Holding.Line(path, row.getString(2), row.getBoolean(3), value));
                    }
                });
        return Holding.of(lines, own);
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        Person person = Rows.person(row, number);
        Vo vo = Rows.vo(row, "v_forced", "v_seq");
        String code = row.getString("c_code");
        Suspension certificate = code == null
                ? null
                : new Suspension(
                        SuspensionCode.valueOf(code),
                        row.getString("c_reason"),
                        Instant.ofEpochMilli(row.getLong("c_at")));
        return new Found(
                person,
                certificate,
                vo,
                new AupStanding.Facts(
                        Rows.instant(row, "activated_at"),
                        Judgement.later(Rows.instant(row, "v_forced"), Rows.instant(row, "p_forced")),
                        Rows.instant(row, "signed_at"),
                        person.joined()),
                new IdentityName(IdentityKind.X509, row.getString("shown"), row.getString("shown_issuer")));
    }
}
