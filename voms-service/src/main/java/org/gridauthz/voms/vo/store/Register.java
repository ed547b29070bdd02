package org.gridauthz.voms.vo.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Identity;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Statistics;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reading a VO's people: searched, paged, counted. */
public final class Register {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public Register(DataSource database, InstantSource clock) {
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /** A person with what she shows and holds. */
    public record Entry(Person person, List<Identity> identities, List<Membership> memberships) {}

    /** A page of a list. */
    public record Page(long count, List<Entry> entries) {}

    /** People by name. */
    public Page search(String vo, PeopleFilter filter, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(vo));
        String where = where(vo, filter, parameters);
        long count = jdbc.sql("SELECT COUNT(*) FROM person p" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.add(limit);
        parameters.add(offset);
        List<Person> people = jdbc.sql("SELECT " + Rows.PERSON + " FROM person p" + where
                        + " ORDER BY p.family_name, p.given_name, p.person_id LIMIT ? OFFSET ?")
                .params(parameters)
                .query(Rows::person)
                .list();
        return new Page(count, entries(people));
    }

    /** The DNs of certificates that count in a group, or for a role in it: nobody and nothing suspended or over. */
    public List<String> certificateNames(String vo, Fqan holding) {
        long now = clock.millis();
        return jdbc.sql("SELECT i.name FROM membership m JOIN person p ON p.person_id = m.person_id"
                        + " JOIN identity i ON i.person_id = m.person_id"
                        + " WHERE m.vo = ? AND m.path = ? AND m.role = ? AND (m.ends_at IS NULL OR m.ends_at > ?)"
                        + " AND p.suspended_code IS NULL AND i.suspended_code IS NULL AND i.kind = 'X509'"
                        + " ORDER BY i.name")
                .params(vo, holding.group(), Rows.role(holding), now)
                .query(String.class)
                .list();
    }

    /** How many there are. */
    public Statistics statistics(String vo) {
        return new Statistics(
                count("SELECT COUNT(*) FROM person WHERE vo = ?", vo),
                count("SELECT COUNT(*) FROM person WHERE vo = ? AND suspended_code IS NOT NULL", vo),
                count("SELECT COUNT(*) FROM person WHERE vo = ? AND ends_at < " + clock.millis(), vo),
                count("SELECT COUNT(*) FROM vo_group WHERE vo = ?", vo),
                count("SELECT COUNT(*) FROM identity WHERE vo = ?", vo));
    }

    private String where(String vo, PeopleFilter filter, List<Object> parameters) {
        StringBuilder where = new StringBuilder(" WHERE p.vo = ?");
        if (filter.text() != null) {
            where.append(" AND p.search_text LIKE ?");
            parameters.add("%" + Groups.like(filter.text().toLowerCase(Locale.ROOT)) + "%");
        }
        if (filter.email() != null) {
            where.append(" AND p.email = ?");
            parameters.add(filter.email());
        }
        if (filter.dn() != null) {
            where.append(" AND p.person_id IN (SELECT i.person_id FROM identity i WHERE i.vo = ? AND i.name_key = ?)");
            parameters.add(vo);
            parameters.add(filter.dn().key());
        }
        if (filter.holding() != null) {
            where.append(" AND p.person_id IN (SELECT m.person_id FROM membership m"
                    + " WHERE m.vo = ? AND m.path = ? AND m.role = ?)");
            parameters.addAll(List.of(vo, filter.holding().group(), Rows.role(filter.holding())));
        }
        if (filter.suspended() != null) {
            where.append(filter.suspended() ? " AND p.suspended_code IS NOT NULL" : " AND p.suspended_code IS NULL");
        }
        if (filter.expired() != null) {
            where.append(filter.expired() ? " AND p.ends_at < ?" : " AND (p.ends_at IS NULL OR p.ends_at >= ?)");
            parameters.add(clock.millis());
        }
        if (filter.institution() != null) {
            where.append(" AND p.institution_id = ?");
            parameters.add(filter.institution());
        }
        return where.toString();
    }

    private List<Entry> entries(List<Person> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        List<String> ids = people.stream().map(Person::id).toList();
        Map<String, List<Identity>> identities = new HashMap<>();
        jdbc.sql("SELECT " + Rows.IDENTITY
                        + " FROM identity i WHERE i.person_id IN (:ids) ORDER BY i.added_at, i.identity_id")
                .param("ids", ids)
                .query(row -> {
                    add(identities, row.getString("person_id"), Rows.identity(row, 0));
                });
        Map<String, List<Membership>> memberships = new HashMap<>();
        jdbc.sql(
                        "SELECT person_id, path, role, since, ends_at FROM membership WHERE person_id IN (:ids) ORDER BY path, role")
                .param("ids", ids)
                .query(row -> {
                    add(memberships, row.getString("person_id"), Rows.membership(row, 0));
                });
        return people.stream()
                .map(one -> new Entry(
                        one,
                        identities.getOrDefault(one.id(), List.of()),
                        memberships.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /** One person; null if the VO has no such. */
    public @Nullable Entry entry(String vo, String person) {
        List<Person> found = jdbc.sql("SELECT " + Rows.PERSON + " FROM person p WHERE p.person_id = ? AND p.vo = ?")
                .params(person, vo)
                .query(Rows::person)
                .list();
        return found.isEmpty() ? null : entries(found).getFirst();
    }

    private static <T> void add(Map<String, List<T>> lists, String key, T value) {
        lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private long count(String sql, String vo) {
        return jdbc.sql(sql).param(vo).query(Long.class).single();
    }
}
