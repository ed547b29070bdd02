package org.gridauthz.gums.members.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.MemberBook.Copy;
import org.gridauthz.gums.members.Roster;
import org.gridauthz.gums.members.StoredList;
import org.gridauthz.memberlist.Row;
import org.jspecify.annotations.Nullable;

/** Copied lists as rows of a snapshot: how a list stands, and behind it its members with their values. */
final class KeptLists implements Kept {
    private static final String LIST = "list";
    private static final String MEMBER = "member";

    private final MemberBook book;
    private final Runnable shown;

    KeptLists(MemberBook book, Runnable shown) {
        this.book = book;
        this.shown = shown;
    }

    @Override
    public String name() {
        return "member-lists-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        return book.copies().values().stream().flatMap(KeptLists::copy);
    }

    private static Stream<List<@Nullable String>> copy(Copy copy) {
        Stream.Builder<List<@Nullable String>> rows = Stream.builder();
        rows.add(list(copy.stored()));
        copy.roster().forEach(row -> rows.add(Arrays.asList(MEMBER, row.key(), row.value())));
        return rows.build();
    }

    private static List<@Nullable String> list(StoredList list) {
        StoredList.Held held = list.held();
        return Arrays.asList(
                LIST,
                list.id(),
                list.name(),
                list.version(),
                Integer.toString(list.size()),
                list.digest(),
                text(list.readAt()),
                text(list.triedAt()),
                list.fault(),
                list.detail(),
                Integer.toString(list.duplicates()),
                Integer.toString(list.badRows()),
                held == null ? null : Integer.toString(held.size()),
                held == null ? null : text(held.since()),
                text(list.acceptDownTo()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        Map<String, Copy> copies = new HashMap<>();
        StoredList list = null;
        List<Row> members = new ArrayList<>();
        for (Iterator<List<@Nullable String>> each = rows.iterator(); each.hasNext(); ) {
            List<@Nullable String> row = each.next();
            if (LIST.equals(row.getFirst())) {
                put(copies, list, members);
                list = list(row);
                members = new ArrayList<>();
            } else {
                String value = row.get(2);
                String key = cell(row, 1);
                members.add(value == null ? Row.member(key) : new Row(key, value));
            }
        }
        put(copies, list, members);
        return () -> {
            book.all(copies);
            shown.run();
        };
    }

    private static void put(Map<String, Copy> copies, @Nullable StoredList list, List<Row> members) {
        if (list != null) {
            copies.put(list.id(), new Copy(list, Roster.of(members)));
        }
    }

    private static StoredList list(List<@Nullable String> row) {
        String held = row.get(12);
        String accept = row.get(14);
        return new StoredList(
                cell(row, 1),
                cell(row, 2),
                row.get(3),
                Integer.parseInt(cell(row, 4)),
                row.get(5),
                instant(row.get(6)),
                instant(row.get(7)),
                row.get(8),
                row.get(9),
                Integer.parseInt(cell(row, 10)),
                Integer.parseInt(cell(row, 11)),
                held == null ? null : new StoredList.Held(Integer.parseInt(held), Instant.parse(cell(row, 13))),
                accept == null ? null : Integer.valueOf(accept),
                0,
                null);
    }

    private static String cell(List<@Nullable String> row, int cell) {
        return Objects.requireNonNull(row.get(cell));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
