package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanTurn;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.Written;
import org.gridauthz.saz.officer.OfficerRules;
import org.gridauthz.saz.officer.store.LiftRequests;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
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

/**
 * A ban's end: lifted, or given another end. Every call names the turn that the officer saw, so it never meets a later ban. Where
 * four eyes are set, one officer asks for a lift and another one confirms it.
 */
@RestController
@RequestMapping("/api/v1")
final class LiftCalls {
    private static final int MOST_WAITING = 1000;

    private final Admins admins;
    private final BanBook book;
    private final LiftRequests requests;
    private final boolean fourEyes;
    private final InstantSource clock;
    private final Follower follower;
    private final BanWrites writes;

    LiftCalls(
            Admins admins,
            BanBook book,
            LiftRequests requests,
            OfficerRules rules,
            InstantSource clock,
            Follower follower) {
        this.admins = admins;
        this.book = book;
        this.requests = requests;
        this.fourEyes = rules.fourEyes();
        this.clock = clock;
        this.follower = follower;
        this.writes = new BanWrites(follower);
    }

    /**
     * Which turn.
     *
     * @param until of another end only: ISO 8601, null for no end
     */
    record Turn(
            @Nullable Integer turn,
            @Nullable String reason,
            @Nullable String until) {}

    /** A lift waits for another officer. */
    record Waits(String id, int turn, String askedBy, String epoch) {}

    @PostMapping(path = "/bans/{id}/lift", consumes = "application/json")
    ResponseEntity<?> lift(HttpServletRequest request, @PathVariable String id, @RequestBody Turn body) {
        AdminCall call = admins.writerSomewhere(request, Verb.BANS);
        Ban ban = inForce(id, body);
        call.with(Verb.BANS, ban.target().vo());
        String reason = Given.reason(body.reason());
        if (!fourEyes) {
            return lift(call, ban, "lift", reason, body);
        }
        Written asked = requests.ask(
                id,
                ban.turn(),
                call.act("ask-lift", BanWrites.named(ban.target()), reason),
                call.request("ask " + id + body));
        follower.poke();
        String by = requests.find(id, ban.turn())
                .map(LiftRequests.Asked::byWhom)
                .orElse(call.who().text());
        return BanWrites.written(HttpStatus.ACCEPTED, asked)
                .body(new Waits(id, ban.turn(), by, asked.epoch().toString()));
    }

    @PostMapping(path = "/bans/{id}/lift/confirm", consumes = "application/json")
    ResponseEntity<?> confirm(HttpServletRequest request, @PathVariable String id, @RequestBody Turn body) {
        AdminCall call = admins.writerSomewhere(request, Verb.BANS);
        Ban ban = inForce(id, body);
        call.with(Verb.BANS, ban.target().vo());
        String reason = Given.reason(body.reason());
        LiftRequests.Asked asked = requests.find(id, ban.turn())
                .orElseThrow(() -> new Refusal(ErrorCode.CONFLICT, "nobody asked for a lift of this turn"));
        if (asked.byWhom().equals(call.who().text())) {
            throw new Refusal(ErrorCode.SECOND_OFFICER_NEEDED, "whoever asked for a lift cannot confirm it");
        }
        return lift(call, ban, "confirm-lift", reason, body);
    }

    /** Another end; sooner than now is not an end but a lift. */
    @PostMapping(path = "/bans/{id}/end", consumes = "application/json")
    ResponseEntity<BanWrites.Done> end(HttpServletRequest request, @PathVariable String id, @RequestBody Turn body) {
        AdminCall call = admins.writerSomewhere(request, Verb.BANS);
        Ban ban = inForce(id, body);
        call.with(Verb.BANS, ban.target().vo());
        String reason = Given.reason(body.reason());
        @Nullable Instant until = body.until() == null ? null : WantedBan.time(body.until(), clock.instant());
        if (fourEyes && sooner(until, ban.until())) {
            throw new Refusal(
                    ErrorCode.SECOND_OFFICER_NEEDED, "an earlier end is a lift, which takes two officers here");
        }
        return writes.answer(
                HttpStatus.OK,
                book.endAt(
                        id,
                        ban.turn(),
                        until,
                        call.act("end-ban", BanWrites.named(ban.target()) + " until " + until, reason),
                        call.request("end " + id + body)),
                until);
    }

    /** Lifts that wait for a second officer, the oldest first. */
    @GetMapping("/lift-requests")
    List<LiftRequests.Asked> waiting(HttpServletRequest request) {
        admins.reader(request);
        return requests.waiting(MOST_WAITING);
    }

    private ResponseEntity<?> lift(AdminCall call, Ban ban, String verb, String reason, Turn body) {
        return writes.answer(
                HttpStatus.OK,
                book.lift(
                        ban.id(),
                        ban.turn(),
                        call.act(verb, BanWrites.named(ban.target()), reason),
                        call.request(verb + " " + ban.id() + body)),
                null);
    }

    /** The ban as it stands; whether the turn is still the newest is for the write to say. */
    private Ban inForce(String id, Turn body) {
        int turn = Given.value(body.turn(), "/turn");
        List<BanTurn> history = book.history(BanReadings.id(id));
        if (history.isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such ban");
        }
        Ban newest = history.getLast().ban();
        return new Ban(newest.target(), newest.origin(), turn, newest.reason(), newest.ticket(), newest.until());
    }

    private static boolean sooner(@Nullable Instant wanted, @Nullable Instant now) {
        return wanted != null && (now == null || wanted.isBefore(now));
    }
}
