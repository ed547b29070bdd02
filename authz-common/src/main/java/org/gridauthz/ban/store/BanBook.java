package org.gridauthz.ban.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds and lifts bans, each in one transaction with its place in the change log and its audit row. Failures of the database are the
 * exceptions of {@link ChangeLog#write}.
 */
public final class BanBook {
    /** The kind of change, and the feature, under which bans travel. */
    public static final String KIND = "ban";

    private final BanRows rows;
    private final ChangeLog log;
    private final AdminAudit audit;
    private final InstantSource clock;

    /** @param dataSource the one that {@code log} writes through */
    public BanBook(DataSource dataSource, ChangeLog log, InstantSource clock) {
        this.rows = new BanRows(JdbcClient.create(dataSource));
        this.log = log;
        this.audit = new AdminAudit(dataSource, clock);
        this.clock = clock;
    }

    /**
     * Bans. A ban of the same target and origin that is over by time is lifted on the way.
     *
     * @param until first moment it is no longer in force; null for no end
     * @param act who, why: kept as audit row
     */
    public BanOutcome ban(
            BanTarget target,
            String origin,
            String reason,
            String ticket,
            @Nullable Instant until,
            AdminAct act,
            @Nullable Request request) {
        String id = Ban.id(target, origin);
        Ban[] made = new Ban[1];
        try {
            Written written = log.write(NewChange.of(KIND, List.of(id)), request, place -> {
                made[0] = insert(new Ban(target, origin, 1, reason, ticket, until), act.who(), place);
                audit.record(act, place);
            });
            return new BanOutcome.Done(made[0] == null ? bannedBy(id, written) : made[0], written);
        } catch (AlreadyThere e) {
            return new BanOutcome.AlreadyBanned(e.ban);
        }
    }

    /** What a write that was found done already had made. */
    private Ban bannedBy(String id, Written written) {
        return rows.history(id).stream()
                .filter(turn -> turn.seq() == written.epoch().seq())
                .reduce((first, last) -> last)
                .map(BanTurn::ban)
                .orElseThrow(() -> new IllegalStateException("a ban in the log has no rows"));
    }

    /** The rows of one ban, inside a write. The turn is the next one free. */
    Ban insert(Ban wanted, String who, Epoch place) {
        long now = clock.millis();
        Optional<BanTurn> newest = rows.newest(wanted.id());
        int turn = newest.map(last -> last.ban().turn()).orElse(0) + 1;
        if (newest.isPresent() && newest.get().banned()) {
            Ban before = newest.get().ban();
            if (!before.expired(Instant.ofEpochMilli(now))) {
                throw new AlreadyThere(before);
            }
            rows.insert(lifted(before, "it was over"), false, who, now, place.seq());
            turn++;
        }
        Ban ban = new Ban(wanted.target(), wanted.origin(), turn, wanted.reason(), wanted.ticket(), wanted.until());
        rows.insert(ban, true, who, now, place.seq());
        return ban;
    }

    /**
     * Lifts the turn that the officer saw. When the ban was lifted and made anew meanwhile, this is
     * {@link BanOutcome.NotInForce}: a lift never meets a later ban.
     */
    public BanOutcome lift(String id, int turn, AdminAct act, @Nullable Request request) {
        Ban[] seen = new Ban[1];
        try {
            Written written = log.write(NewChange.of(KIND, List.of(id)), request, place -> {
                seen[0] = lift(id, turn, act.why(), act.who(), place);
                audit.record(act, place);
            });
            return new BanOutcome.Done(seen[0] == null ? bannedBy(id, written) : seen[0], written);
        } catch (NotThere e) {
            return new BanOutcome.NotInForce();
        }
    }

    /** The row of one lift, inside a write. */
    Ban lift(String id, int turn, String why, String who, Epoch place) {
        BanTurn newest = rows.newest(id)
                .filter(last -> last.banned() && last.ban().turn() == turn)
                .orElseThrow(NotThere::new);
        Ban lifted = lifted(newest.ban(), why);
        rows.insert(lifted, false, who, clock.millis(), place.seq());
        return lifted;
    }

    /**
     * Sets another end to the turn that the officer saw: a new turn of the same ban. {@link BanOutcome.NotInForce} as
     * for a lift.
     *
     * @param until null for no end
     */
    public BanOutcome endAt(String id, int turn, @Nullable Instant until, AdminAct act, @Nullable Request request) {
        Ban[] made = new Ban[1];
        try {
            Written written = log.write(NewChange.of(KIND, List.of(id)), request, place -> {
                Ban before = rows.newest(id)
                        .filter(last ->
                                last.inForce(clock.instant()) && last.ban().turn() == turn)
                        .orElseThrow(NotThere::new)
                        .ban();
                made[0] = new Ban(before.target(), before.origin(), turn + 1, act.why(), before.ticket(), until);
                rows.insert(made[0], true, act.who(), clock.millis(), place.seq());
                audit.record(act, place);
            });
            return new BanOutcome.Done(made[0] == null ? bannedBy(id, written) : made[0], written);
        } catch (NotThere e) {
            return new BanOutcome.NotInForce();
        }
    }

    /** The newest turn of a ban, whether it bans or lifts. */
    public Optional<BanTurn> newest(String id) {
        return rows.newest(id);
    }

    private static Ban lifted(Ban ban, String why) {
        return new Ban(ban.target(), ban.origin(), ban.turn() + 1, why, ban.ticket(), null);
    }

    /** All turns of a ban, oldest first; empty when there never was one. */
    public List<BanTurn> history(String id) {
        return rows.history(id);
    }

    /** All bans in force now, of one origin or of all. */
    public List<Ban> inForce(@Nullable String origin) {
        Instant now = clock.instant();
        return (origin == null ? rows.notLifted() : rows.notLifted(origin))
                .stream().filter(ban -> !ban.expired(now)).toList();
    }

    BanRows rows() {
        return rows;
    }

    AdminAudit audit() {
        return audit;
    }

    ChangeLog log() {
        return log;
    }

    static final class AlreadyThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Ban ban;

        AlreadyThere(Ban ban) {
            this.ban = ban;
        }
    }

    static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
