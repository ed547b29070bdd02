package org.gridauthz.gums.pool.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.changes.store.Request;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.PoolAccount;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.PoolPage;
import org.gridauthz.gums.pool.PoolStatus;
import org.gridauthz.gums.pool.store.LeaseRelease;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pools: how full, whose accounts, ranges added and taken out, leases ended, accounts locked. */
@RestController
@RequestMapping("/api/v1/pools")
final class PoolCalls {
    /** The stores take as many accounts in a transaction. */
    private static final int AT_ONCE = 150;

    private static final int MOST_ACCOUNTS = 10_000_000;
    private static final int MOST_ROWS = 1_000;

    private final Admins admins;
    private final PoolReading reading;
    private final PoolAccounts accounts;
    private final LeaseRelease releases;
    private final AdminAudit audit;
    private final Follower follower;
    private final ChangeLog changes;

    PoolCalls(
            Admins admins,
            PoolReading reading,
            PoolAccounts accounts,
            LeaseRelease releases,
            DataSource database,
            InstantSource clock,
            Follower follower,
            ChangeLog changes) {
        this.admins = admins;
        this.reading = reading;
        this.accounts = accounts;
        this.releases = releases;
        this.audit = new AdminAudit(database, clock);
        this.follower = follower;
        this.changes = changes;
    }

    /** How full each is. */
    record Pools(List<PoolStatus> pools) {}

    /**
     * Accounts of a pool, in the order of their names.
     *
     * @param count how many there are of what was asked for
     * @param assignments the original's summary of the whole pool; with the first part of all accounts only
     */
    record Accounts(long count, int offset, @Nullable String assignments, List<PoolAccount> accounts) {}

    /** Accounts of a pool, {@code grid0050-125} or one of them, and why something is done with them. */
    record Range(@Nullable String range, @Nullable String reason) {}

    /** Why. */
    record Why(@Nullable String reason) {}

    @GetMapping
    Pools pools(HttpServletRequest request) {
        admins.reader(request);
        return new Pools(reading.status());
    }

    @GetMapping("/{pool}/accounts")
    Accounts accounts(
            HttpServletRequest request,
            @PathVariable String pool,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit) {
        admins.reader(request);
        PoolPage page = reading.page(
                pool,
                q.strip(),
                Given.within(offset, 0, MOST_ACCOUNTS, "offset"),
                Given.within(limit, 1, MOST_ROWS, "limit"));
        boolean first = offset == 0 && q.isBlank();
        return new Accounts(page.count(), offset, first ? reading.assignments(pool) : null, page.accounts());
    }

    @PostMapping(path = "/{pool}/accounts", consumes = "application/json")
    PoolChanged add(HttpServletRequest request, @PathVariable String pool, @RequestBody Range body) {
        Act act = act(request, "add-pool-accounts", pool, body.range(), body.reason());
        return once(act, true, () -> accounts.add(Given.text(pool, "/pool"), act.range(), act.row()));
    }

    @DeleteMapping("/{pool}/accounts/{range}")
    PoolChanged remove(
            HttpServletRequest request,
            @PathVariable String pool,
            @PathVariable String range,
            @RequestParam(defaultValue = "false") boolean evenLeased,
            @RequestParam @Nullable String reason) {
        Act act = act(request, "remove-pool-accounts", pool, range, reason);
        return once(act, act.few(), () -> accounts.remove(pool, act.range(), evenLeased, cut(act.why()), act.row()));
    }

    @PostMapping(path = "/{pool}/releases", consumes = "application/json")
    PoolChanged release(HttpServletRequest request, @PathVariable String pool, @RequestBody Range body) {
        Act act = act(request, "release-leases", pool, body.range(), body.reason());
        return once(act, act.few(), () -> releases.unassign(pool, act.range(), cut(act.why()), act.row()));
    }

    @PutMapping(path = "/{pool}/locks/{account}", consumes = "application/json")
    PoolChanged lock(
            HttpServletRequest request,
            @PathVariable String pool,
            @PathVariable String account,
            @RequestBody Why body) {
        Act act = act(request, "lock-account", pool, account, body.reason());
        return once(act, true, () -> accounts.lock(pool, account, cut(act.why()), act.row()));
    }

    @DeleteMapping("/{pool}/locks/{account}")
    PoolChanged unlock(
            HttpServletRequest request,
            @PathVariable String pool,
            @PathVariable String account,
            @RequestParam @Nullable String reason) {
        Act act = act(request, "unlock-account", pool, account, reason);
        return once(act, true, () -> accounts.unlock(pool, account, act.row()));
    }

    /** What is about to be done, checked. */
    private record Act(
            AccountRange range,
            String why,
            ChangeWork row,
            @Nullable Request request) {
        /** Whether all goes in one transaction. */
        boolean few() {
            return range.accounts().size() <= AT_ONCE;
        }
    }

    private Act act(
            HttpServletRequest request, String verb, String pool, @Nullable String range, @Nullable String reason) {
        AdminCall call = admins.writer(request, Verb.POOLS);
        AccountRange accountRange = Given.parsed(range, AccountRange::parse, "/range");
        String why = Given.reason(reason);
        return new Act(
                accountRange,
                why,
                place -> audit.record(call.act(verb, Given.text(pool, "/pool") + " " + accountRange, why), place),
                call.request(String.join("\n", verb, pool, accountRange.toString(), why)));
    }

    /**
     * Does it once for an {@code Idempotency-Key}.
     *
     * @param whole whether it is one write: then a repeat is answered without looking at the pool, which has changed since. Of more writes a repeat does
     *     those that the first call did not come to
     */
    private PoolChanged once(Act act, boolean whole, Supplier<PoolChange> change) {
        Request request = act.request();
        Epoch earlier = request == null ? null : changes.earlier(request);
        if (earlier != null && whole) {
            return PoolChanged.before(act.range().accounts().size(), earlier);
        }
        PoolChanged changed = PoolChanged.of(changes.within(request, change));
        follower.poke();
        return changed;
    }

    /** The history of an account keeps shorter reasons than the audit. */
    private static String cut(String why) {
        return why.length() <= 500 ? why : why.substring(0, 500);
    }
}
