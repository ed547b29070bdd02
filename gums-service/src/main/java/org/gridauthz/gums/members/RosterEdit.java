package org.gridauthz.gums.members;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.memberlist.Row;

/**
 * How some people of a list stand now, in the place of all its rows about them: rows whose value is one of their ids. Done twice it changes
 * nothing more.
 *
 * @param people their ids
 * @param rows theirs, none for whoever is not on the list any more
 */
public record RosterEdit(Set<String> people, List<Row> rows) {
    public RosterEdit {
        people = Set.copyOf(people);
        rows = List.copyOf(rows);
    }

    /** Of what a feed says. */
    public static RosterEdit of(Map<String, List<Row>> people) {
        return new RosterEdit(
                people.keySet(), people.values().stream().flatMap(List::stream).toList());
    }

    /** The list with it. */
    public Roster applied(Roster roster) {
        List<Row> all = new ArrayList<>(roster.size() + rows.size());
        roster.forEach(row -> {
            if (!about(row)) {
                all.add(row);
            }
        });
        all.addAll(rows);
        return Roster.of(all);
    }

    /** Whether the list is another one with it. */
    boolean changes(Roster roster) {
        Set<Row> before = new HashSet<>();
        roster.forEach(row -> {
            if (about(row)) {
                before.add(row);
            }
        });
        return !before.equals(Set.copyOf(rows));
    }

    private boolean about(Row row) {
        String person = row.value();
        return person != null && people.contains(person);
    }

    /** The stored form: a line for each person, then {@code key TAB person} for each row. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder();
        people.forEach(person -> text.append(person).append('\n'));
        rows.forEach(
                row -> text.append(row.key()).append('\t').append(row.value()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #encode} wrote. */
    public static RosterEdit decode(byte[] body) {
        Set<String> people = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        new String(body, StandardCharsets.UTF_8).lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab < 0) {
                people.add(line);
            } else {
                rows.add(new Row(line.substring(0, tab), line.substring(tab + 1)));
            }
        });
        return new RosterEdit(people, rows);
    }
}
