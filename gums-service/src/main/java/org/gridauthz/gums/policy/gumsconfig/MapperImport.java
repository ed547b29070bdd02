package org.gridauthz.gums.policy.gumsconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.jspecify.annotations.Nullable;

/** {@code accountMappers}, gums.md §1.6 and §2.2. */
final class MapperImport {
    private final Report report;
    private final List<PoolRange> pools = new ArrayList<>();
    private final List<AccountSource> sources = new ArrayList<>();

    MapperImport(Report report) {
        this.report = report;
    }

    List<PoolRange> pools() {
        return pools;
    }

    List<AccountSource> sources() {
        return sources;
    }

    /** The mapper; null if it is not supported. */
    @Nullable
    AccountMapper mapper(Element at) {
        String name = at.get("name", "");
        Unix unix = unix(at, at.get("groupName"), List.of());
        return switch (at.name()) {
            case "groupAccountMapper" -> group(at, name, unix);
            case "manualAccountMapper" -> new AccountMapper.Manual(name, at.get("accountPool", name), unix);
            case "accountPoolMapper" -> pool(at, name, unix);
            case "ldapAccountMapper" -> directory(at, name, unix, AccountSource.By.DN, "dnField", "description");
            case "gecosLdapAccountMapper" -> directory(at, name, unix, AccountSource.By.GECOS, "gecosField", "gecos");
            case "gecosNisAccountMapper" -> {
                report.dropped(at, "NIS is not supported");
                yield null;
            }
            default -> {
                report.dropped(at, "no such kind of account mapper");
                yield null;
            }
        };
    }

    private @Nullable AccountMapper group(Element at, String name, Unix unix) {
        String account = at.get("accountName", "");
        if (!Account.wellFormed(account)) {
            report.dropped(at, "'" + account + "' is no account name");
            return null;
        }
        return new AccountMapper.Group(name, account, null, unix);
    }

    private AccountMapper pool(Element at, String name, Unix plain) {
        String pool = at.get("accountPool", name);
        Unix unix = plain;
        String[] parts = pool.split("\\.");
        if (parts.length > 1) {
            // With LDAP factories the name carries the Unix groups, gums.md §1.6.
            report.changed(at, "the pool " + pool + " is called " + parts[0] + "; the other parts are its Unix groups");
            pool = parts[0];
            unix = unix(
                    at,
                    plain.group() == null ? parts[1] : plain.group(),
                    List.of(parts).subList(2, parts.length));
        }
        String called = pool;
        if (pools.stream().noneMatch(one -> one.name().equals(called))) {
            pools.add(new PoolRange(pool, List.of(), recycle(at), null));
            report.action(at, "the accounts of pool " + pool + " are in the original's database: add its ranges");
        }
        return new AccountMapper.Pool(name, pool, unix);
    }

    private @Nullable Duration recycle(Element at) {
        if (!at.flag("recyclable", false)) {
            return null;
        }
        int days = 60;
        try {
            days = Math.max(2, Integer.parseInt(at.get("expiration", "60")));
        } catch (NumberFormatException malformed) {
            report.changed(at, "expiration is no number, 60 days are taken");
        }
        if (days >= 25) {
            report.changed(at, days + " days are " + days + " days; the original's arithmetic overflowed from 25 on");
        }
        return Duration.ofDays(days);
    }

    private @Nullable AccountMapper directory(
            Element at, String name, Unix unix, AccountSource.By by, String keyField, String defaultField) {
        String url = at.get("jndiLdapUrl");
        if (url == null) {
            report.dropped(at, "jndiLdapUrl is missing");
            return null;
        }
        sources.add(new AccountSource(
                name,
                by,
                url,
                at.get("peopleObject", "ou=People"),
                at.get(keyField, defaultField),
                at.get("accountField", "uid"),
                Policy.STALE_AFTER));
        return new AccountMapper.Directory(name, name, unix);
    }

    private Unix unix(Element at, @Nullable String group, List<String> secondary) {
        List<String> others = secondary.stream().filter(Account::wellFormed).toList();
        if (group == null) {
            return new Unix(null, null, others);
        }
        if (group.chars().allMatch(c -> c >= '0' && c <= '9') && group.length() < 10) {
            return new Unix(null, Integer.parseInt(group), others);
        }
        if (!Account.wellFormed(group)) {
            report.dropped(at, "groupName '" + group + "' is no Unix group");
        }
        return new Unix(Account.wellFormed(group) ? Objects.requireNonNull(group) : null, null, others);
    }
}
