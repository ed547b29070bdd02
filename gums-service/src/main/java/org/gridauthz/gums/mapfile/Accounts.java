package org.gridauthz.gums.mapfile;

import java.util.HashMap;
import java.util.Map;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.Gecos;
import org.jspecify.annotations.Nullable;

/** Which account a mapper gives a member; a malformed name is none, since it would break the line. */
final class Accounts {
    private final MapfileData data;
    private final Map<String, AccountSource> sources = new HashMap<>();

    Accounts(MapfileData data) {
        this.data = data;
        data.policy().accountSources().forEach(source -> sources.put(source.name(), source));
    }

    @Nullable
    String of(AccountMapper mapper, Member member) {
        String account = found(mapper, member);
        return account != null && Account.wellFormed(account) ? account : null;
    }

    private @Nullable String found(AccountMapper mapper, Member member) {
        return switch (mapper) {
            case AccountMapper.Group group -> group.account();
            case AccountMapper.Manual manual ->
                data.manual().account(manual.map(), member.subject().dn());
            case AccountMapper.Pool pool -> data.pools().account(pool.pool(), member.subject());
            case AccountMapper.Directory directory -> directory(directory, member);
        };
    }

    private @Nullable String directory(AccountMapper.Directory mapper, Member member) {
        AccountSource source = sources.get(mapper.source());
        if (source == null) {
            return null;
        }
        String key = source.by() == AccountSource.By.DN
                ? member.dn()
                : Gecos.key(member.subject().dn());
        Account account = key == null ? null : data.lists().accounts().find(source.name(), key);
        return account == null ? null : account.name();
    }
}
