package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBatch;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.Follower;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Many bans in one call, in transactions of a few hundred rows, with an outcome for each row. A row that is refused keeps no other from
 * being written. A call that broke off is repeated with the same Idempotency-Key.
 */
@RestController
final class BulkCalls {
    /** Rows of one call. */
    static final int MOST = 10_000;

    private final Admins admins;
    private final BanBatch batch;
    private final InstantSource clock;
    private final Follower follower;

    BulkCalls(Admins admins, BanBatch batch, InstantSource clock, Follower follower) {
        this.admins = admins;
        this.batch = batch;
        this.clock = clock;
        this.follower = follower;
    }

    /** @param reason, ticket for rows that have none of their own */
    record Bulk(
            @Nullable String reason,
            @Nullable String ticket,
            @Nullable List<WantedBan> bans) {}

    /**
     * What became of a row.
     *
     * @param outcome {@code banned}, {@code already}, or {@code refused}
     * @param code why it was refused
     */
    record Row(
            int row,
            String outcome,
            @Nullable String id,
            @Nullable Integer turn,
            @Nullable String code,
            @Nullable String detail) {}

    /** @param epoch of the last write; null when nothing was written */
    record Outcome(
            int banned, int already, int refused, @Nullable String epoch, List<Row> rows) {}

    @PostMapping(path = "/api/v1/bans/bulk", consumes = "application/json")
    ResponseEntity<Outcome> ban(HttpServletRequest request, @RequestBody Bulk body) {
        AdminCall call = admins.writer(request, Verb.BANS);
        List<WantedBan> bans = Given.list(body.bans(), MOST, "/bans");
        Row[] rows = new Row[bans.size()];
        Map<Integer, BanBatch.Wanted> good = good(bans, body, rows);
        String epoch = null;
        List<Integer> order = List.copyOf(good.keySet());
        for (int at = 0; at < order.size(); at += BanBatch.MOST) {
            List<Integer> chunk = order.subList(at, Math.min(at + BanBatch.MOST, order.size()));
            String written = write(call, chunk, good, at / BanBatch.MOST, rows);
            epoch = written == null ? epoch : written;
        }
        follower.poke();
        List<Row> all = List.of(rows);
        Outcome outcome = new Outcome(count(all, "banned"), count(all, "already"), count(all, "refused"), epoch, all);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return (epoch == null ? answer : answer.header(BanWrites.EPOCH, epoch)).body(outcome);
    }

    private Map<Integer, BanBatch.Wanted> good(List<WantedBan> bans, Bulk body, Row[] rows) {
        Map<Integer, BanBatch.Wanted> good = new LinkedHashMap<>();
        Map<String, BanBatch.Wanted> first = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            try {
                WantedBan one = bans.get(i);
                BanTarget target = one.target();
                one.confirmed(target);
                BanBatch.Wanted wanted = new BanBatch.Wanted(
                        target, one.reasonOr(body.reason()), one.ticketOr(body.ticket()), one.end(clock.instant()));
                String id = Ban.id(target, Ban.OFFICER);
                BanBatch.Wanted before = first.putIfAbsent(id, wanted);
                if (before == null) {
                    good.put(i, wanted);
                } else if (Objects.equals(before.until(), wanted.until())) {
                    rows[i] = new Row(i, "already", id, null, null, "an earlier row bans the same");
                } else {
                    throw new Refusal(ErrorCode.BAN_CONTRADICTS, "an earlier row bans the same with another end");
                }
            } catch (Refusal refusal) {
                rows[i] = refused(i, refusal);
            }
        }
        return good;
    }

    private @Nullable String write(
            AdminCall call, List<Integer> chunk, Map<Integer, BanBatch.Wanted> good, int part, Row[] rows) {
        List<BanBatch.Wanted> wanted = new ArrayList<>();
        chunk.forEach(i -> wanted.add(Objects.requireNonNull(good.get(i))));
        BanBatch.Result result = batch.ban(
                wanted,
                Ban.OFFICER,
                BanBatch.Admission.ALL,
                call.act("ban-many", wanted.size() + " bans", wanted.getFirst().reason()),
                call.request(wanted.toString(), part));
        for (int i = 0; i < chunk.size(); i++) {
            int row = chunk.get(i);
            rows[row] = row(row, result.outcomes().get(i), wanted.get(i));
        }
        return result.written() == null ? null : result.written().epoch().toString();
    }

    private static Row row(int row, BanOutcome outcome, BanBatch.Wanted wanted) {
        return switch (outcome) {
            case BanOutcome.Done done ->
                new Row(row, "banned", done.ban().id(), done.ban().turn(), null, null);
            case BanOutcome.AlreadyBanned already ->
                Objects.equals(already.ban().until(), wanted.until())
                        ? new Row(
                                row,
                                "already",
                                already.ban().id(),
                                already.ban().turn(),
                                null,
                                null)
                        : refused(row, BanWrites.already(already.ban(), wanted.until()));
            case BanOutcome.NotInForce lifted -> refused(row, new Refusal(ErrorCode.NOT_IN_FORCE, "lifted meanwhile"));
        };
    }

    private static Row refused(int row, Refusal refusal) {
        return new Row(
                row,
                "refused",
                null,
                null,
                refusal.code().name(),
                refusal.problem().detail());
    }

    private static int count(List<Row> rows, String outcome) {
        return (int) rows.stream().filter(row -> row.outcome().equals(outcome)).count();
    }
}
