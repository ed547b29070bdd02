package org.gridauthz.gums.policy.yaml;

import java.util.List;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.jspecify.annotations.Nullable;

/** Reads {@code mappers}. */
final class MapperReader {
    private final Names mappers;
    private final Names pools;
    private final Names sources;

    MapperReader(Names mappers, Names pools, Names sources) {
        this.mappers = mappers;
        this.pools = pools;
        this.sources = sources;
    }

    @Nullable
    AccountMapper mapper(Cursor at) {
        String name = mappers.define(at);
        Unix unix = unix(at);
        String account = at.optionalText("account");
        String map = at.optionalText("manual");
        String pool = at.optionalText("pool");
        String source = at.optionalText("directory");
        int kinds =
                (account == null ? 0 : 1) + (map == null ? 0 : 1) + (pool == null ? 0 : 1) + (source == null ? 0 : 1);
        if (kinds != 1) {
            at.mistake("expected one of account, manual, pool and directory");
            return null;
        }
        Integer uid = at.number("uid");
        if (uid != null && account == null) {
            at.mistakeAt("uid", "counts only beside account");
        }
        if (account != null) {
            checkName(at, "account", account);
            return new AccountMapper.Group(name, account, uid, unix);
        }
        if (map != null) {
            return new AccountMapper.Manual(name, map, unix);
        }
        if (pool != null) {
            pools.check(at, "pool", pool);
            return new AccountMapper.Pool(name, pool, unix);
        }
        sources.check(at, "directory", String.valueOf(source));
        return new AccountMapper.Directory(name, String.valueOf(source), unix);
    }

    private static Unix unix(Cursor at) {
        String group = at.optionalText("primaryGroup");
        if (group != null) {
            checkName(at, "primaryGroup", group);
        }
        List<String> secondary = at.texts("secondaryGroups");
        for (String one : secondary) {
            checkName(at, "secondaryGroups", one);
        }
        return new Unix(group, at.number("gid"), secondary);
    }

    private static void checkName(Cursor at, String field, String name) {
        if (!Account.wellFormed(name)) {
            at.mistakeAt(field, "not a user or group name: letters, digits, _ . and -, not starting with . or -");
        }
    }
}
