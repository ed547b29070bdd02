package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.gridauthz.assembly.SiteSettings;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.saz.decision.store.Holders;
import org.gridauthz.saz.officer.Breadth;
import org.gridauthz.saz.officer.DryRun;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One ban: tried, then made. Needs BANS, for all or for the VO that the target lies in. */
@RestController
@RequestMapping(path = "/api/v1/bans", consumes = "application/json")
final class BanCalls {
    private static final Duration LATELY = Duration.ofHours(24);
    private static final int MOST_LOOKED_AT = 200_000;

    private final Admins admins;
    private final BanBook book;
    private final Holders holders;
    private final Map<String, Set<String>> issuersOfVo;
    private final InstantSource clock;
    private final BanWrites writes;
    private final BanWaits waits;

    BanCalls(
            Admins admins,
            BanBook book,
            Holders holders,
            SiteSettings settings,
            InstantSource clock,
            Follower follower,
            Everywhere everywhere) {
        this.admins = admins;
        this.book = book;
        this.holders = holders;
        this.issuersOfVo = settings.issuersOfVo();
        this.clock = clock;
        this.writes = new BanWrites(follower);
        this.waits = new BanWaits(everywhere);
    }

    /**
     * Whom a ban would hit of those who came in the last 24 hours; nothing is written.
     *
     * @param breadth {@code WHOLE} needs a confirmation
     * @param id what the ban would be called
     */
    record Tried(Breadth breadth, String id, DryRun hits) {}

    @PostMapping("/dry-run")
    Tried dryRun(HttpServletRequest request, @RequestBody WantedBan body) {
        BanTarget target = body.target();
        admins.caller(request).with(Verb.READ, target.vo());
        Instant since = clock.instant().minus(LATELY);
        return new Tried(
                Breadth.of(target),
                Ban.id(target, Ban.OFFICER),
                DryRun.of(target, holders.since(since, MOST_LOOKED_AT), issuersOfVo));
    }

    /**
     * 201 as soon as it is committed.
     *
     * @param wait {@code everywhere}: 200 once no instance can decide without it, 202 with each one's state otherwise
     * @param deadline of that, in seconds
     */
    @PostMapping
    ResponseEntity<?> ban(
            HttpServletRequest request,
            @RequestBody WantedBan body,
            @RequestParam @Nullable String wait,
            @RequestParam @Nullable Integer deadline) {
        BanTarget target = body.target();
        AdminCall call = admins.writer(request, Verb.BANS, target.vo());
        body.confirmed(target);
        String reason = body.reasonOr(null);
        String ticket = body.ticketOr(null);
        @Nullable Instant until = body.end(clock.instant());
        @Nullable Duration wanted = BanWaits.wanted(wait, deadline);
        ResponseEntity<BanWrites.Done> written = writes.answer(
                HttpStatus.CREATED,
                book.ban(
                        target,
                        Ban.OFFICER,
                        reason,
                        ticket,
                        until,
                        call.act("ban", BanWrites.named(target), reason + " (" + ticket + ")"),
                        call.request(body.toString())),
                until);
        return waits.answer(written, wanted);
    }
}
