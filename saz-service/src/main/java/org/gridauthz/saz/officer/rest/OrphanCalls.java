package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.ban.store.Orphans;
import org.gridauthz.changes.Follower;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bans that a restored database had lost. Each is in force until an officer keeps or drops it. */
@RestController
@RequestMapping("/api/v1/orphaned-bans")
final class OrphanCalls {
    private final Admins admins;
    private final Orphans orphans;
    private final BanWrites writes;

    OrphanCalls(Admins admins, Orphans orphans, Follower follower) {
        this.admins = admins;
        this.orphans = orphans;
        this.writes = new BanWrites(follower);
    }

    /** As it was when it was lost. */
    record Orphan(
            String id,
            String kind,
            String value,
            @Nullable String qualifier,
            String origin,
            int turn,
            String reason,
            String ticket,
            @Nullable Instant until) {}

    /** All that wait for an officer. */
    record Found(List<Orphan> bans) {}

    /** Why. */
    record Why(@Nullable String reason) {}

    @GetMapping
    Found list(HttpServletRequest request) {
        admins.reader(request);
        return new Found(orphans.open().stream().map(OrphanCalls::shown).toList());
    }

    /** A ban of the database again, with the next free turn. */
    @PostMapping(path = "/{id}/keep", consumes = "application/json")
    ResponseEntity<BanWrites.Done> keep(HttpServletRequest request, @PathVariable String id, @RequestBody Why why) {
        AdminCall call = admins.writer(request, Verb.BANS);
        String ban = BanReadings.id(id);
        String reason = Given.reason(why.reason());
        BanOutcome kept = orphans.keep(ban, call.act("keep-orphan", ban, reason), call.request("keep " + ban));
        return writes.answer(HttpStatus.OK, kept, null);
    }

    /** No ban any more. */
    @PostMapping(path = "/{id}/drop", consumes = "application/json")
    ResponseEntity<BanWrites.Done> drop(HttpServletRequest request, @PathVariable String id, @RequestBody Why why) {
        AdminCall call = admins.writer(request, Verb.BANS);
        String ban = BanReadings.id(id);
        String reason = Given.reason(why.reason());
        BanOutcome dropped = orphans.drop(ban, call.act("drop-orphan", ban, reason), call.request("drop " + ban));
        return writes.answer(HttpStatus.OK, dropped, null);
    }

    private static Orphan shown(Ban ban) {
        return new Orphan(
                ban.id(),
                ban.target().kind().text(),
                ban.target().value(),
                ban.target().qualifier(),
                ban.origin(),
                ban.turn(),
                ban.reason(),
                ban.ticket(),
                ban.until());
    }
}
