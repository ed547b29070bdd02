package org.gridauthz.voms.standing.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.standing.KnownMember;
import org.gridauthz.voms.standing.NameKey;
import org.gridauthz.voms.standing.VoTerms;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.store.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People as the memory takes them, a few hundred at a time by the keys of the tables. */
final class MemberRows {
    private final JdbcClient jdbc;

    MemberRows(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    List<String> vos() {
        return jdbc.sql("SELECT vo FROM vo").query(String.class).list();
    }

    long count(String vo) {
        return jdbc.sql("SELECT COUNT(*) FROM person WHERE vo = ?")
                .param(vo)
                .query(Long.class)
                .single();
    }

    /** The next people of a VO in the order of their ids. */
    List<String> ids(String vo, String after, int most) {
        return jdbc.sql("SELECT person_id FROM person WHERE vo = ? AND person_id > ? ORDER BY person_id LIMIT ?")
                .params(vo, after, most)
                .query(String.class)
                .list();
    }

    /** Whoever is entered in a group or role, by id. */
    List<String> holders(String vo, String path, String role, String after, int most) {
        return jdbc.sql("SELECT person_id FROM membership WHERE vo = ? AND path = ? AND role = ? AND person_id > ?"
                        + " ORDER BY person_id LIMIT ?")
                .params(vo, path, role, after, most)
                .query(String.class)
                .list();
    }

    /** Whose membership of the VO, or of anything in it, came to its end between these times. */
    Set<String> over(String vo, Instant from, Instant to, Duration grace) {
        Set<String> people = new HashSet<>(
                jdbc.sql("SELECT DISTINCT person_id FROM membership WHERE vo = ? AND ends_at > ? AND ends_at <= ?")
                        .params(vo, from.toEpochMilli(), to.toEpochMilli())
                        .query(String.class)
                        .list());
        people.addAll(jdbc.sql("SELECT person_id FROM person WHERE vo = ? AND ends_at > ? AND ends_at <= ?")
                .params(vo, from.minus(grace).toEpochMilli(), to.minus(grace).toEpochMilli())
                .query(String.class)
                .list());
        return people;
    }

    /** By which these people are known: none that is suspended itself. */
    Map<String, List<IdentityName>> names(List<String> ids) {
        Map<String, List<IdentityName>> all = new HashMap<>();
        if (ids.isEmpty()) {
            return all;
        }
        jdbc.sql("SELECT person_id, kind, name, issuer FROM identity"
                        + " WHERE person_id IN (:ids) AND suspended_code IS NULL ORDER BY added_at, identity_id")
                .param("ids", ids)
                .query(row -> {
                    all.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new IdentityName(
                                    IdentityKind.valueOf(row.getString(2)), row.getString(3), row.getString(4)));
                });
        return all;
    }

    @Nullable
    VoTerms terms(String vo) {
        Map<String, Boolean> optional = new HashMap<>();
        jdbc.sql("SELECT path, optional FROM vo_group WHERE vo = ?").param(vo).query(row -> {
            optional.put(row.getString(1), row.getBoolean(2));
        });
        Map<String, List<Standing.Value>> values = new HashMap<>();
        jdbc.sql("SELECT holder, name, attr_value FROM attribute_value WHERE vo = ? AND holder LIKE '/%'")
                .param(vo)
                .query(row -> {
                    values.computeIfAbsent(row.getString(1), holder -> new ArrayList<>())
                            .add(new Standing.Value(row.getString(2), row.getString(3)));
                });
        return jdbc.sql("SELECT v.vo, v.description, v.contact, v.state, v.rules, v.aup_version,"
                        + " v.aup_forced_at AS v_forced, v.founded_at, v.seq AS v_seq, a.activated_at FROM vo v"
                        + " LEFT JOIN aup_version a ON a.vo = v.vo AND a.version = v.aup_version WHERE v.vo = ?")
                .param(vo)
                .query((row, number) -> new VoTerms(
                        Rows.vo(row, "v_forced", "v_seq"), Rows.instant(row, "activated_at"), optional, values))
                .optional()
                .orElse(null);
    }

    /**
     * Those of these who are members.
     *
     * @param words texts that many share, kept once
     */
    List<KnownMember> members(String vo, List<String> ids, Map<String, String> words) {
        Map<String, List<KnownMember.Shown>> shown = shown(ids, words);
        Map<String, List<KnownMember.Held>> held = held(ids, words);
        Map<String, List<Standing.Value>> own = own(vo, ids, words);
        return jdbc.sql("SELECT p.person_id, p.joined_at, p.ends_at, p.suspended_code, p.suspended_reason,"
                        + " p.suspended_at, p.aup_forced_at, (SELECT MAX(s.signed_at) FROM aup_signature s"
                        + "  WHERE s.person_id = p.person_id AND s.version = v.aup_version) AS signed_at"
                        + " FROM person p JOIN vo v ON v.vo = p.vo WHERE p.vo = :vo AND p.person_id IN (:ids)")
                .param("vo", vo)
                .param("ids", ids)
                .query((row, number) -> {
                    String id = row.getString("person_id");
                    return new KnownMember(
                            id,
                            Instant.ofEpochMilli(row.getLong("joined_at")),
                            Rows.instant(row, "ends_at"),
                            Rows.suspension(row),
                            Rows.instant(row, "aup_forced_at"),
                            Rows.instant(row, "signed_at"),
                            shown.getOrDefault(id, List.of()),
                            held.getOrDefault(id, List.of()),
                            own.getOrDefault(id, List.of()));
                })
                .list();
    }

    private Map<String, List<KnownMember.Shown>> shown(List<String> ids, Map<String, String> words) {
        Map<String, List<KnownMember.Shown>> all = new HashMap<>();
        jdbc.sql("SELECT person_id, name_key, issuer, suspended_code, suspended_reason, suspended_at FROM identity"
                        + " WHERE kind = 'X509' AND person_id IN (:ids)")
                .param("ids", ids)
                .query(row -> {
                    String issuer = row.getString("issuer");
                    all.computeIfAbsent(row.getString("person_id"), id -> new ArrayList<>())
                            .add(new KnownMember.Shown(
                                    NameKey.of(row.getBytes("name_key")),
                                    issuer == null ? null : once(words, new SlashDn(issuer).folded()),
                                    Rows.suspension(row)));
                });
        return all;
    }

    private Map<String, List<KnownMember.Held>> held(List<String> ids, Map<String, String> words) {
        Map<String, List<KnownMember.Held>> all = new HashMap<>();
        jdbc.sql("SELECT person_id, path, role, ends_at FROM membership WHERE person_id IN (:ids)")
                .param("ids", ids)
                .query(row -> {
                    all.computeIfAbsent(row.getString("person_id"), id -> new ArrayList<>())
                            .add(new KnownMember.Held(
                                    once(words, row.getString("path")),
                                    once(words, row.getString("role")),
                                    Rows.instant(row, "ends_at")));
                });
        return all;
    }

    private Map<String, List<Standing.Value>> own(String vo, List<String> ids, Map<String, String> words) {
        Map<String, List<Standing.Value>> all = new HashMap<>();
        jdbc.sql("SELECT holder, name, attr_value FROM attribute_value WHERE vo = :vo AND holder IN (:ids)")
                .param("vo", vo)
                .param("ids", ids)
                .query(row -> {
                    all.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Standing.Value(once(words, row.getString(2)), row.getString(3)));
                });
        return all;
    }

    private static String once(Map<String, String> words, String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }
}
