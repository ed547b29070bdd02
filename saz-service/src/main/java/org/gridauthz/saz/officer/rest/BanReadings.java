package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.rest.BanShown;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanPages;
import org.gridauthz.ban.store.BanTurn;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bans found, and their history. Needs READ; inside one VO, READ for that VO. */
@RestController
@RequestMapping("/api/v1/bans")
final class BanReadings {
    private static final int MOST = 1000;
    private static final int LONGEST_SEARCH = 256;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final Admins admins;
    private final BanBook book;
    private final BanPages pages;
    private final InstantSource clock;

    BanReadings(Admins admins, BanBook book, BanPages pages, InstantSource clock) {
        this.admins = admins;
        this.book = book;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A page, in the order of the ids.
     *
     * @param next what to give as {@code after} for the next page; null when this is the last one
     */
    record Listed(List<BanShown> bans, @Nullable String next) {}

    /** All turns of a ban, oldest first. */
    record Told(String id, boolean inForce, List<BanShown> turns) {}

    /**
     * Those in force.
     *
     * @param q a part of what is banned
     * @param vo only those on the VO and its FQANs
     * @param at as of this time, ISO 8601; now without it
     */
    @GetMapping
    Listed list(
            HttpServletRequest request,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable String origin,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String vo,
            @RequestParam @Nullable String at,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        admins.caller(request).with(Verb.READ, vo);
        int most = Given.within(limit, 1, MOST, "limit");
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "q has at most " + LONGEST_SEARCH + " characters");
        }
        BanPages.Filter filter = new BanPages.Filter(
                kind == null ? null : kind(kind), origin, q, vo, at == null ? clock.instant() : at(at));
        List<BanTurn> found = pages.page(filter, after == null ? null : id(after), most + 1);
        List<BanShown> shown = found.stream().limit(most).map(BanShown::of).toList();
        return new Listed(shown, found.size() > most ? shown.getLast().id() : null);
    }

    @GetMapping("/{id}")
    Told one(HttpServletRequest request, @PathVariable String id) {
        List<BanTurn> turns = book.history(id(id));
        if (turns.isEmpty()) {
            admins.reader(request);
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such ban");
        }
        BanTurn newest = turns.getLast();
        admins.caller(request).with(Verb.READ, newest.ban().target().vo());
        return new Told(
                id,
                newest.inForce(clock.instant()),
                turns.stream().map(BanShown::of).toList());
    }

    static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "an id has 64 hexadecimal digits");
        }
        return text;
    }

    static BanKind kind(String text) {
        return BanKind.of(text).orElseThrow(() -> new Refusal(ErrorCode.PARAMETER_INVALID, "kind: no kind of ban"));
    }

    static Instant at(String text) {
        try {
            return WantedBan.time(text, "/at");
        } catch (Refusal e) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "at is a time such as 2026-11-22T03:00:00Z");
        }
    }
}
