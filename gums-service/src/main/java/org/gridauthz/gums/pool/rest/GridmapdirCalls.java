package org.gridauthz.gums.pool.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.ban.file.Quoted;
import org.gridauthz.changes.Follower;
import org.gridauthz.gums.pool.AccountName;
import org.gridauthz.gums.pool.GridmapdirName;
import org.gridauthz.gums.pool.Reserved;
import org.gridauthz.gums.pool.store.LeaseReservations;
import org.gridauthz.gums.pool.store.LeaseReservations.Assignment;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Assignments of pool accounts, brought along from a gridmapdir or a grid-mapfile, and given away as one. A line is a name and an account: the
 * name of a link ({@code %2fdc%3dorg…}) or a certificate name between quotes. Whoever comes by that name gets that account, if she comes
 * within {@code days}. At most 4 MiB a call; calls may be repeated.
 */
@RestController
final class GridmapdirCalls {
    private static final int MOST_DAYS = 3660;

    private final Admins admins;
    private final LeaseReservations reservations;
    private final AdminAudit audit;
    private final InstantSource clock;
    private final Follower follower;

    GridmapdirCalls(
            Admins admins,
            LeaseReservations reservations,
            DataSource database,
            InstantSource clock,
            Follower follower) {
        this.admins = admins;
        this.reservations = reservations;
        this.audit = new AdminAudit(database, clock);
        this.clock = clock;
        this.follower = follower;
    }

    /** What was kept; {@code refused} counts lines that could not be read, too. */
    record Kept(
            int accounts,
            List<Reserved.Left> left,
            List<Integer> unreadable,
            int refused,
            @Nullable String epoch) {}

    @PostMapping(path = "/api/v1/gridmapdir", consumes = "text/plain")
    Kept keep(
            HttpServletRequest request,
            @RequestBody byte[] body,
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam @Nullable String reason) {
        AdminCall call = admins.writer(request, Verb.POOLS);
        Duration most = Duration.ofDays(Given.within(days, 1, MOST_DAYS, "days"));
        List<Assignment> assignments = new ArrayList<>();
        List<Integer> unreadable = new ArrayList<>();
        int refused = 0;
        int number = 0;
        for (String line : new String(body, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.charAt(0) == '#') {
                continue;
            }
            Assignment one = assignment(stripped);
            if (one != null) {
                assignments.add(one);
            } else if (refused++ < Reserved.SHOWN) {
                unreadable.add(number);
            }
        }
        String why = dryRun ? "" : Given.reason(reason);
        AdminAct act = call.act("keep-assignments", assignments.size() + " accounts for " + days + " days", why);
        Reserved kept =
                reservations.keep(assignments, clock.instant().plus(most), dryRun, place -> audit.record(act, place));
        follower.poke();
        return new Kept(
                kept.accounts(),
                kept.left(),
                unreadable,
                kept.refused() + refused,
                kept.epoch() == null ? null : kept.epoch().toString());
    }

    private static @Nullable Assignment assignment(String line) {
        Quoted.Field field = Quoted.read(line);
        if (field == null) {
            return null;
        }
        try {
            GridmapdirName name = Quoted.looksLikeDn(field.name())
                    ? GridmapdirName.of(field.name())
                    : new GridmapdirName(field.name());
            return new Assignment(AccountName.check(field.rest()), name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Lines {@code ACCOUNT} and {@code ACCOUNT LINK}. */
    @GetMapping(path = "/api/v1/pools/{pool}/gridmapdir", produces = "text/plain")
    String show(HttpServletRequest request, @PathVariable String pool) {
        admins.reader(request);
        List<LeaseReservations.Shown> accounts = reservations.gridmapdir(pool);
        if (accounts.isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no such pool, or an empty one");
        }
        StringBuilder out = new StringBuilder();
        for (LeaseReservations.Shown one : accounts) {
            out.append(one.account());
            if (one.link() != null) {
                out.append(' ').append(one.link().text());
            }
            out.append('\n');
        }
        return out.toString();
    }
}
