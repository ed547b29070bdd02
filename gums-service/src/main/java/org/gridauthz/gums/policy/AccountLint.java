package org.gridauthz.gums.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.gridauthz.gums.policy.Finding.Severity;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.MalformedRangeException;

/** Looks at accounts: their names, and who else uses them. */
final class AccountLint {
    /** Longer names are refused by most systems' useradd. */
    private static final int MAX_LENGTH = 32;

    private final List<Finding> findings;
    private final Map<String, String> owners = new HashMap<>();

    private AccountLint(List<Finding> findings) {
        this.findings = findings;
    }

    static void check(Policy policy, List<Finding> findings) {
        AccountLint lint = new AccountLint(findings);
        policy.pools().forEach(lint::pool);
        policy.mappers().forEach(lint::mapper);
    }

    private void pool(PoolRange pool) {
        String where = "pool " + pool.name();
        int overlaps = 0;
        for (String text : pool.accounts()) {
            try {
                for (String account : AccountRange.parse(text).accounts()) {
                    String other = owners.putIfAbsent(account, where);
                    if (other != null && overlaps++ == 0) {
                        String message = account + " is in " + other + " too" + (other.equals(where) ? ", twice" : "");
                        findings.add(new Finding(Severity.ERROR, "pools-overlap", where, message));
                    }
                }
                name(where, text);
            } catch (MalformedRangeException malformed) {
                findings.add(
                        new Finding(Severity.ERROR, "malformed-range", where, String.valueOf(malformed.getMessage())));
            }
        }
    }

    private void mapper(AccountMapper mapper) {
        String where = "mapper " + mapper.name();
        if (mapper instanceof AccountMapper.Group group) {
            name(where, group.account());
            String pool = owners.get(group.account());
            if (pool != null) {
                findings.add(new Finding(
                        Severity.ERROR, "account-in-pool", where, group.account() + " is an account of " + pool));
            }
            if (group.account().equals("root") || Integer.valueOf(0).equals(group.uid())) {
                findings.add(new Finding(Severity.ERROR, "maps-to-root", where, "maps grid users to the superuser"));
            }
        }
        if (Integer.valueOf(0).equals(mapper.unix().gid())) {
            findings.add(new Finding(Severity.ERROR, "maps-to-root", where, "maps grid users to group 0"));
        }
    }

    private void name(String where, String name) {
        boolean letterFirst = Character.isLetter(name.charAt(0)) || name.charAt(0) == '_';
        if (name.length() > MAX_LENGTH || !letterFirst) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "unusual-account-name",
                    where,
                    name + " is longer than " + MAX_LENGTH + " characters or does not start with a letter"));
        }
    }
}
