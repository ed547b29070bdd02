package org.gridauthz.saz.officer.rest;

import java.time.Instant;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.Written;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** How every write of a ban is answered. */
final class BanWrites {
    /** The header of an answer that carries the epoch of what was written. */
    static final String EPOCH = "Epoch";

    private final Follower follower;

    BanWrites(Follower follower) {
        this.follower = follower;
    }

    /**
     * What was done: present the epoch in {@code At-Least-Epoch} to be answered by it.
     *
     * @param turn of the ban after it
     * @param repeated whether an earlier request with the same Idempotency-Key had done it
     */
    record Done(String id, int turn, String epoch, boolean repeated) {}

    ResponseEntity<Done> answer(HttpStatus status, BanOutcome outcome, @Nullable Instant wantedEnd) {
        return switch (outcome) {
            case BanOutcome.Done done -> {
                follower.poke();
                yield written(status, done.written())
                        .body(new Done(
                                done.ban().id(),
                                done.ban().turn(),
                                done.written().epoch().toString(),
                                done.written().repeated()));
            }
            case BanOutcome.AlreadyBanned already -> throw already(already.ban(), wantedEnd);
            case BanOutcome.NotInForce gone ->
                throw new Refusal(ErrorCode.NOT_IN_FORCE, "look at the ban's history", "/turn");
        };
    }

    static ResponseEntity.BodyBuilder written(HttpStatus status, Written written) {
        return ResponseEntity.status(status).header(EPOCH, written.epoch().toString());
    }

    /** Two officers may mean the same, or not. */
    static Refusal already(Ban ban, @Nullable Instant wantedEnd) {
        String which =
                "turn " + ban.turn() + " of " + ban.id() + ", until " + (ban.until() == null ? "lifted" : ban.until());
        boolean same = java.util.Objects.equals(ban.until(), wantedEnd);
        return new Refusal(
                same ? ErrorCode.ALREADY_EXISTS : ErrorCode.BAN_CONTRADICTS,
                same ? "banned by " + which : "banned by " + which + "; set another end to that turn");
    }

    /** For the audit row. */
    static String named(BanTarget target) {
        return target.kind().text() + " " + target.value()
                + (target.qualifier() == null ? "" : " " + target.qualifier());
    }
}
