package org.gridauthz.gums.mapping;

import java.util.List;
import org.gridauthz.gums.mapping.AccountMapper.Directory;
import org.gridauthz.gums.mapping.AccountMapper.Group;
import org.gridauthz.gums.mapping.AccountMapper.Manual;
import org.gridauthz.gums.mapping.AccountMapper.Pool;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/** Asks account mappers for one evaluation, and remembers whether a pool was empty. */
final class Ways {
    sealed interface Answer {}

    record Found(Account account) implements Answer {}

    record Unknown(Cause cause, String detail) implements Answer {}

    /** No account; the next mapper is tried. */
    enum Nothing implements Answer {
        NONE("no account"),
        EXHAUSTED("the pool has no account left"),
        AMBIGUOUS("the name is ambiguous"),
        NO_PERSON("for certificates only"),
        STALE("no account, but the copy of the directory is stale"),
        MALFORMED("the account has a malformed name");

        private final String text;

        Nothing(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final Leases leases;
    private final boolean create;
    private boolean exhausted;

    /** @param create whether a pool may lease an account to somebody new */
    Ways(Leases leases, boolean create) {
        this.leases = leases;
        this.create = create;
    }

    /** Whether a pool would have given an account, had it had one left. */
    boolean exhausted() {
        return exhausted;
    }

    Answer ask(AccountMapper mapper, Subject subject, CompiledPolicy policy, MappingIndex index) {
        if (mapper instanceof Group group) {
            Unix unix = group.unix();
            return new Found(new Account(group.account(), unix.group(), group.uid(), unix.gid(), unix.secondary()));
        }
        if (subject instanceof Person person && person.ambiguous()) {
            // Every other mapper goes by the name.
            return Nothing.AMBIGUOUS;
        }
        return switch (mapper) {
            case Group group -> Nothing.NONE;
            case Manual manual -> manual(manual, subject, index);
            case Pool pool -> pool(pool, subject, policy);
            case Directory directory -> directory(directory, subject, policy, index);
        };
    }

    private static Answer manual(Manual mapper, Subject subject, MappingIndex index) {
        if (!(subject instanceof Person person)) {
            return Nothing.NO_PERSON;
        }
        return found(index.accounts().account(mapper.map(), person.dn()), null, mapper.unix());
    }

    private Answer pool(Pool mapper, Subject subject, CompiledPolicy policy) {
        if (!create) {
            return leased(mapper, leases.peek(mapper.pool(), subject), policy);
        }
        return switch (leases.lease(mapper.pool(), subject)) {
            case LeaseAnswer.Leased leased -> leased(mapper, leased.account(), policy);
            case LeaseAnswer.Exhausted gone -> {
                exhausted = true;
                yield Nothing.EXHAUSTED;
            }
            case LeaseAnswer.Unavailable unavailable -> new Unknown(Cause.POOL_UNAVAILABLE, unavailable.cause());
        };
    }

    private static Answer leased(Pool mapper, @Nullable String account, CompiledPolicy policy) {
        Integer uid = account == null ? null : policy.uid(mapper.pool(), account);
        return found(account, uid, mapper.unix());
    }

    private static Answer found(@Nullable String account, @Nullable Integer uid, Unix unix) {
        if (account == null) {
            return Nothing.NONE;
        }
        return Account.wellFormed(account)
                ? new Found(new Account(account, unix.group(), uid, unix.gid(), unix.secondary()))
                : Nothing.MALFORMED;
    }

    private static Answer directory(Directory mapper, Subject subject, CompiledPolicy policy, MappingIndex index) {
        if (!(subject instanceof Person person)) {
            return Nothing.NO_PERSON;
        }
        AccountSource source = policy.source(mapper.source());
        String key = source.by() == AccountSource.By.DN ? person.dn().text() : Gecos.key(person.dn());
        Account account = key == null ? null : index.directories().find(source.name(), key);
        return switch (index.directories().state(source.name())) {
            case MISSING ->
                new Unknown(Cause.ACCOUNT_SOURCE_UNAVAILABLE, "directory " + source.name() + " was never read");
            case STALE ->
                account == null
                        ? Nothing.STALE
                        : new Unknown(
                                Cause.ACCOUNT_SOURCE_UNAVAILABLE,
                                "the copy of directory " + source.name() + " is stale");
            case USABLE -> account == null ? Nothing.NONE : new Found(merged(account, mapper.unix()));
        };
    }

    /** What the directory says of an account goes before what the policy adds. */
    private static Account merged(Account account, Unix unix) {
        List<String> secondary = account.secondaryGroups().isEmpty() ? unix.secondary() : account.secondaryGroups();
        return new Account(
                account.name(),
                account.primaryGroup() == null ? unix.group() : account.primaryGroup(),
                account.uid(),
                account.gid() == null ? unix.gid() : account.gid(),
                secondary);
    }
}
