package org.gridauthz.voms.standing.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.standing.KnownMember;
import org.gridauthz.voms.standing.KnownVo;
import org.gridauthz.voms.standing.NameKey;
import org.gridauthz.voms.standing.VoTerms;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.store.Json;
import org.jspecify.annotations.Nullable;

/** Reads what {@link KeptRows} wrote, in its order. Used once. */
final class KeptReading {
    private final List<KnownVo> known = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private @Nullable List<@Nullable String> vo;
    private @Nullable List<@Nullable String> member;
    private Map<String, Boolean> groups = new HashMap<>();
    private Map<String, List<Standing.Value>> values = new HashMap<>();
    private boolean termsDoubted;
    private Set<String> doubted = new HashSet<>();
    private List<KnownMember> members = new ArrayList<>();
    private final List<KnownMember.Shown> shown = new ArrayList<>();
    private final List<KnownMember.Held> held = new ArrayList<>();
    private final List<Standing.Value> own = new ArrayList<>();

    /** @throws RuntimeException for what is no such row */
    void take(List<@Nullable String> row) {
        String what = text(row, 0);
        switch (what) {
            case KeptRows.UNREAD -> {
                endVo();
                known.add(new KnownVo(text(row, 1), null, List.of(), false, Set.of()));
            }
            case KeptRows.VO -> {
                endVo();
                vo = row;
            }
            case KeptRows.GROUP -> groups.put(word(row, 1), Boolean.valueOf(text(row, 2)));
            case KeptRows.VALUE ->
                values.computeIfAbsent(word(row, 1), holder -> new ArrayList<>())
                        .add(new Standing.Value(word(row, 2), text(row, 3)));
            case KeptRows.TERMS_DOUBTED -> termsDoubted = true;
            case KeptRows.DOUBTED -> doubted.add(text(row, 1));
            case KeptRows.MEMBER -> {
                endMember();
                member = row;
            }
            case KeptRows.SHOWN -> {
                String issuer = row.get(2);
                shown.add(new KnownMember.Shown(
                        NameKey.of(HexFormat.of().parseHex(text(row, 1))),
                        issuer == null ? null : word(row, 2),
                        suspension(row, 3)));
            }
            case KeptRows.HELD -> held.add(new KnownMember.Held(word(row, 1), word(row, 2), time(row, 3)));
            case KeptRows.OWN -> own.add(new Standing.Value(word(row, 1), text(row, 2)));
            default -> throw new IllegalArgumentException("a member's row that is " + what);
        }
    }

    List<KnownVo> end() {
        endVo();
        return known;
    }

    private void endVo() {
        endMember();
        List<@Nullable String> row = vo;
        if (row == null) {
            return;
        }
        Vo read = new Vo(
                text(row, 1),
                text(row, 2),
                text(row, 3),
                VoState.valueOf(text(row, 4)),
                Json.rules(text(row, 5)),
                row.get(6),
                time(row, 7),
                moment(row, 8),
                Long.parseLong(text(row, 9)));
        VoTerms terms = new VoTerms(read, time(row, 10), groups, values);
        known.add(new KnownVo(read.name(), terms, members, termsDoubted, doubted));
        vo = null;
        groups = new HashMap<>();
        values = new HashMap<>();
        termsDoubted = false;
        doubted = new HashSet<>();
        members = new ArrayList<>();
    }

    private void endMember() {
        List<@Nullable String> row = member;
        if (row == null) {
            return;
        }
        members.add(new KnownMember(
                text(row, 1),
                moment(row, 2),
                time(row, 3),
                suspension(row, 6),
                time(row, 4),
                time(row, 5),
                shown,
                held,
                own));
        member = null;
        shown.clear();
        held.clear();
        own.clear();
    }

    private static @Nullable Suspension suspension(List<@Nullable String> row, int from) {
        return row.get(from) == null
                ? null
                : new Suspension(SuspensionCode.valueOf(text(row, from)), text(row, from + 1), moment(row, from + 2));
    }

    private static @Nullable Instant time(List<@Nullable String> row, int cell) {
        return row.get(cell) == null ? null : moment(row, cell);
    }

    private static Instant moment(List<@Nullable String> row, int cell) {
        return Instant.ofEpochMilli(Long.parseLong(text(row, cell)));
    }

    /** Few words are in most rows: each is kept once. */
    private String word(List<@Nullable String> row, int cell) {
        String word = text(row, cell);
        String before = words.putIfAbsent(word, word);
        return before == null ? word : before;
    }

    private static String text(List<@Nullable String> row, int cell) {
        String text = row.get(cell);
        if (text == null) {
            throw new IllegalArgumentException("a member's row without its part " + cell);
        }
        return text;
    }
}
