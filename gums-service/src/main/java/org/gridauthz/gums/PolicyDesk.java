package org.gridauthz.gums;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.store.Request;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.store.PolicyVersions;
import org.gridauthz.gums.policy.store.PolicyWrite;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the policy that touch pools too: the accounts a version names exist before it is in force, so no mapping
 * meets a pool that is not there. Accounts that a version no longer names stay, with their leases.
 */
public final class PolicyDesk {
    private final PolicyVersions versions;
    private final PoolAccounts pools;

    PolicyDesk(PolicyVersions versions, PoolAccounts pools) {
        this.versions = versions;
        this.pools = pools;
    }

    /** Stores a document and, if asked, puts it in force; see {@link PolicyVersions#store}. */
    public PolicyWrite store(
            String document, String remark, boolean activate, AdminAct act, @Nullable Request request) {
        if (activate && PolicyReader.read(document) instanceof PolicyReading.Read read) {
            List<Mistake> mistakes = ensure(read.policy());
            if (!mistakes.isEmpty()) {
                return new PolicyWrite.Mistaken(mistakes);
            }
        }
        return versions.store(document, remark, activate, act, request);
    }

    /** Puts a stored version in force; see {@link PolicyVersions#activate}. */
    public PolicyWrite activate(long version, @Nullable Long expected, AdminAct act, @Nullable Request request) {
        Optional<String> document = versions.document(version);
        if (document.isPresent() && PolicyReader.read(document.get()) instanceof PolicyReading.Read read) {
            List<Mistake> mistakes = ensure(read.policy());
            if (!mistakes.isEmpty()) {
                return new PolicyWrite.Mistaken(mistakes);
            }
        }
        return versions.activate(version, expected, act, request);
    }

    private List<Mistake> ensure(Policy policy) {
        List<Mistake> mistakes = new ArrayList<>();
        for (PoolRange pool : policy.pools()) {
            for (String range : pool.accounts()) {
                PoolChange change = pools.ensure(pool.name(), AccountRange.parse(range), place -> {});
                if (change instanceof PoolChange.Refused refused) {
                    mistakes.add(new Mistake(0, "pools/" + pool.name(), refused.message()));
                }
            }
        }
        return mistakes;
    }
}
