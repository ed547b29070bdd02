package org.gridauthz.voms.standing.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.voms.standing.KnownMember;
import org.gridauthz.voms.standing.KnownVo;
import org.gridauthz.voms.standing.NameKey;
import org.gridauthz.voms.standing.VoTerms;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.store.Json;
import org.jspecify.annotations.Nullable;

/** The rows of a snapshot that tell of a VO. The first cell says what a row is; it belongs to the last VO and member before it. */
final class KeptRows {
    static final String VO = "vo";
    /** Nothing certain is known of it. */
    static final String UNREAD = "unread";

    static final String GROUP = "group";
    static final String VALUE = "value";
    static final String TERMS_DOUBTED = "terms-doubted";
    static final String DOUBTED = "doubted";
    static final String MEMBER = "member";
    static final String SHOWN = "shown";
    static final String HELD = "held";
    static final String OWN = "own";

    private KeptRows() {}

    static Stream<List<@Nullable String>> of(KnownVo known) {
        VoTerms terms = known.terms();
        if (terms == null) {
            return Stream.of(row(UNREAD, known.name()));
        }
        return Stream.of(
                        terms(terms),
                        known.termsDoubted() ? Stream.of(row(TERMS_DOUBTED)) : Stream.<List<@Nullable String>>empty(),
                        known.doubted().stream().map(person -> row(DOUBTED, person)),
                        known.members().stream().flatMap(KeptRows::of))
                .flatMap(rows -> rows);
    }

    private static Stream<List<@Nullable String>> terms(VoTerms terms) {
        Vo vo = terms.vo();
        List<@Nullable String> first = row(
                VO,
                vo.name(),
                vo.description(),
                vo.contact(),
                vo.state().name(),
                Json.text(vo.rules()),
                vo.aup(),
                text(vo.aupForced()),
                text(vo.founded()),
                Long.toString(vo.seq()),
                text(terms.activated()));
        return Stream.of(
                        Stream.of(first),
                        terms.optional().entrySet().stream()
                                .map(group -> row(GROUP, group.getKey(), Boolean.toString(group.getValue()))),
                        terms.values().entrySet().stream()
                                .flatMap(holder -> holder.getValue().stream()
                                        .map(value -> row(VALUE, holder.getKey(), value.name(), value.value()))))
                .flatMap(rows -> rows);
    }

    private static Stream<List<@Nullable String>> of(KnownMember member) {
        List<@Nullable String> first = row(
                MEMBER,
                member.id(),
                text(member.joined()),
                text(member.ends()),
                text(member.forced()),
                text(member.signed()),
                code(member.suspension()),
                reason(member.suspension()),
                since(member.suspension()));
        return Stream.of(
                        Stream.of(first),
                        member.shown().stream()
                                .map(shown -> row(
                                        SHOWN,
                                        text(shown.key()),
                                        shown.issuer(),
                                        code(shown.suspension()),
                                        reason(shown.suspension()),
                                        since(shown.suspension()))),
                        member.held().stream().map(held -> row(HELD, held.path(), held.role(), text(held.ends()))),
                        member.own().stream().map(value -> row(OWN, value.name(), value.value())))
                .flatMap(rows -> rows);
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        return Arrays.asList(cells);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Long.toString(time.toEpochMilli());
    }

    private static String text(NameKey key) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(key.one())
                + hex.toHexDigits(key.two())
                + hex.toHexDigits(key.three())
                + hex.toHexDigits(key.four());
    }

    private static @Nullable String code(@Nullable Suspension suspension) {
        return suspension == null ? null : suspension.code().name();
    }

    private static @Nullable String reason(@Nullable Suspension suspension) {
        return suspension == null ? null : suspension.reason();
    }

    private static @Nullable String since(@Nullable Suspension suspension) {
        return suspension == null ? null : text(suspension.since());
    }
}
