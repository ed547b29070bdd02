package org.gridauthz.gums.gumsadmin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.members.ManualChange;
import org.gridauthz.gums.members.store.ManualGroups;
import org.gridauthz.gums.members.store.ManualMaps;
import org.gridauthz.gums.policy.gumsconfig.UsersRow;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.store.LeaseRelease;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;

/**
 * What the old command line changes: manual members, manual mappings, pools. Each change is an audit row; the wire has no
 * place for a reason, so the operation stands there.
 */
public final class Writes {
    private final Admins admins;
    private final ManualGroups groups;
    private final ManualMaps maps;
    private final PoolAccounts pools;
    private final LeaseRelease releases;
    private final AdminAudit audit;
    private final Follower follower;

    /** On the stores that {@code /api/v1} writes. */
    public Writes(
            Admins admins,
            ManualGroups groups,
            ManualMaps maps,
            PoolAccounts pools,
            LeaseRelease releases,
            AdminAudit audit,
            Follower follower) {
        this.admins = admins;
        this.groups = groups;
        this.maps = maps;
        this.pools = pools;
        this.releases = releases;
        this.audit = audit;
        this.follower = follower;
    }

    /** @param fqan null: only without attributes; {@code .*}: with any, as in the original */
    void enter(HttpServletRequest request, String group, String dn, @Nullable String fqan, @Nullable String email) {
        ManualGroups.NewEntry entry = new ManualGroups.NewEntry(member(dn, fqan), email);
        ChangeWork row = row(request, Verb.MEMBERS, "enter-member", group + " " + dn, "manualGroupAdd");
        done(groups.enter(Given.text(group, "/group"), List.of(entry), row));
    }

    void remove(HttpServletRequest request, String group, String dn, @Nullable String fqan) {
        ChangeWork row = row(request, Verb.MEMBERS, "remove-member", group + " " + dn, "manualGroupRemove");
        done(groups.remove(Given.text(group, "/group"), List.of(member(dn, fqan)), row));
    }

    void map(HttpServletRequest request, String map, String dn, String account) {
        SlashDn name = Given.parsed(dn, SlashDn::new, "/userDN");
        String wanted = Given.parsed(account, one -> Account.named(one).name(), "/account");
        ChangeWork row = row(request, Verb.MEMBERS, "enter-account", map + " " + dn, "manualMappingAdd");
        done(maps.enter(Given.text(map, "/mapper"), Map.of(name, wanted), row));
    }

    void unmap(HttpServletRequest request, String map, String dn) {
        SlashDn name = Given.parsed(dn, SlashDn::new, "/userDN");
        ChangeWork row = row(request, Verb.MEMBERS, "remove-account", map + " " + dn, "manualMappingRemove");
        done(maps.remove(Given.text(map, "/mapper"), List.of(name), row));
    }

    void addRange(HttpServletRequest request, String pool, String range) {
        pool(request, "add-pool-accounts", "addAccountRange", pool, range, row -> pools.add(pool, parsed(range), row));
    }

    void removeRange(HttpServletRequest request, String pool, String range) {
        String why = "removeAccountRange";
        pool(
                request,
                "remove-pool-accounts",
                why,
                pool,
                range,
                row -> pools.remove(pool, parsed(range), false, why, row));
    }

    void unassign(HttpServletRequest request, String pool, String range) {
        String why = "unassignAccountRange";
        pool(request, "release-leases", why, pool, range, row -> releases.unassign(pool, parsed(range), why, row));
    }

    void recyclable(HttpServletRequest request, String pool, String account, boolean recyclable) {
        pool(
                request,
                "set-recyclable",
                "setRecyclable " + recyclable,
                pool,
                account,
                row -> pools.recyclable(pool, account, recyclable, row));
    }

    private void pool(
            HttpServletRequest request,
            String verb,
            String why,
            String pool,
            String range,
            Function<ChangeWork, PoolChange> change) {
        PoolChange done = change.apply(row(request, Verb.POOLS, verb, Given.text(pool, "/pool") + " " + range, why));
        if (done instanceof PoolChange.Refused refused) {
            throw new Refusal(ErrorCode.CONFLICT, refused.message());
        }
        follower.poke();
    }

    private static AccountRange parsed(String range) {
        return Given.parsed(range, AccountRange::parse, "/range");
    }

    private static ManualMember member(String dn, @Nullable String fqan) {
        return Given.parsed(dn, name -> UsersRow.member(name, fqan).member(), "/userDN");
    }

    private ChangeWork row(HttpServletRequest request, Verb verb, String act, String target, String why) {
        AdminCall call = admins.writer(request, verb);
        String checked = Given.text(target, "/target");
        return place -> audit.record(call.act(act, checked, "GUMSAdmin " + why), place);
    }

    private void done(ManualChange change) {
        if (!(change instanceof ManualChange.Done)) {
            throw new Refusal(ErrorCode.CONFLICT, "the group has as many patterns as it may have");
        }
        follower.poke();
    }
}
