package org.gridauthz.migrate;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every row of every table of ours.
 *
 * @param tables rows in an order of their own, values by column
 */
record Contents(Map<String, List<Map<String, String>>> tables) {
    static Contents of(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Map<String, List<Map<String, String>>> tables = new TreeMap<>();
        for (String table : jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()"
                        + " AND table_type = 'BASE TABLE'",
                String.class)) {
            if (!table.startsWith("flyway")) {
                tables.put(table, rows(jdbc, table));
            }
        }
        return new Contents(tables);
    }

    private static List<Map<String, String>> rows(JdbcTemplate jdbc, String table) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Map<String, Object> row : jdbc.queryForList("SELECT * FROM " + table)) {
            Map<String, String> values = new TreeMap<>();
            row.forEach((column, value) -> values.put(
                    column.toLowerCase(Locale.ROOT),
                    value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : Objects.toString(value)));
            rows.add(values);
        }
        rows.sort(java.util.Comparator.comparing(Map::toString));
        return rows;
    }

    /** Of this what the other one's tables and columns hold. */
    Contents as(Contents other) {
        Map<String, List<Map<String, String>>> known = new TreeMap<>(tables);
        known.keySet().retainAll(other.tables.keySet());
        known.replaceAll((table, rows) -> {
            List<Map<String, String>> theirs = other.tables.get(table);
            if (theirs.isEmpty()) {
                return rows;
            }
            return rows.stream()
                    .<Map<String, String>>map(row -> {
                        Map<String, String> values = new TreeMap<>(row);
                        values.keySet().retainAll(theirs.getFirst().keySet());
                        return values;
                    })
                    .sorted(java.util.Comparator.comparing(Map::toString))
                    .toList();
        });
        return new Contents(known);
    }
}
