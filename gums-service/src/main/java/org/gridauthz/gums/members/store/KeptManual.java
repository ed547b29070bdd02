package org.gridauthz.gums.members.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMember.Literal;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.ManualKey;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** What administrators entered as rows of a snapshot: {@code member, KEY, e-mail} and {@code account, map, DN, account}. */
final class KeptManual implements Kept {
    private static final String MEMBER = "member";
    private static final String ACCOUNT = "account";

    private final ManualBook book;
    private final Supplier<Map<String, List<ManualMember>>> patterns;
    private final Function<ManualEntries, Runnable> shown;

    /** @param patterns by group; names alone stand in the book */
    KeptManual(
            ManualBook book,
            Supplier<Map<String, List<ManualMember>>> patterns,
            Function<ManualEntries, Runnable> shown) {
        this.book = book;
        this.patterns = patterns;
        this.shown = shown;
    }

    @Override
    public String name() {
        return "manual-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        Stream<List<@Nullable String>> named = book.groups().stream().flatMap(this::members);
        Stream<List<@Nullable String>> formed = patterns.get().entrySet().stream()
                .flatMap(group -> group.getValue().stream().map(member -> row(group.getKey(), member, null)));
        Stream<List<@Nullable String>> accounts = book.accounts().entrySet().stream()
                .flatMap(map -> map.getValue().entrySet().stream()
                        .map(entry -> Arrays.asList(ACCOUNT, map.getKey(), entry.getKey(), entry.getValue())));
        return Stream.concat(Stream.concat(named, formed), accounts);
    }

    private Stream<List<@Nullable String>> members(String group) {
        Stream.Builder<List<@Nullable String>> rows = Stream.builder();
        book.forEach(
                group,
                entry -> rows.add(
                        row(group, new ManualMember(new Literal(entry.dn()), entry.attribute()), entry.email())));
        return rows.build();
    }

    private static List<@Nullable String> row(String group, ManualMember member, @Nullable String email) {
        return Arrays.asList(MEMBER, ManualKey.of(group, member).text(), email);
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        ManualEntries entries = new ManualEntries();
        rows.forEachOrdered(row -> {
            if (MEMBER.equals(row.getFirst())) {
                entries.member(ManualKey.parse(text(row, 1)), row.get(2));
            } else if (ACCOUNT.equals(row.getFirst())) {
                entries.account(text(row, 1), new SlashDn(text(row, 2)), text(row, 3));
            } else {
                throw new IllegalArgumentException("an entry that is " + row.getFirst());
            }
        });
        return shown.apply(entries);
    }

    private static String text(List<@Nullable String> row, int cell) {
        return Objects.requireNonNull(row.get(cell));
    }
}
