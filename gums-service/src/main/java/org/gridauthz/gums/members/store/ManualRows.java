package org.gridauthz.gums.members.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BiConsumer;
import org.gridauthz.gums.members.ManualKey;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what {@link ManualGroups} and {@link ManualMaps} write. */
final class ManualRows {
    static final String SELECT_MEMBERS =
            "SELECT user_group, name_kind, name, fqan_kind, fqan, email, seq FROM manual_member";

    private ManualRows() {}

    /** An entry with its address. */
    record Found(ManualKey key, @Nullable String email) {}

    static ManualKey key(ResultSet row) throws SQLException {
        String fqan = row.getString("fqan");
        return new ManualKey(
                row.getString("user_group"),
                row.getString("name_kind"),
                row.getString("name"),
                row.getString("fqan_kind"),
                fqan == null ? "" : fqan);
    }

    static void members(JdbcClient jdbc, BiConsumer<ManualKey, @Nullable String> taker) {
        jdbc.sql(SELECT_MEMBERS).query(row -> {
            taker.accept(key(row), row.getString("email"));
        });
    }

    static @Nullable Found member(JdbcClient jdbc, ManualKey key) {
        return jdbc.sql(SELECT_MEMBERS + " WHERE user_group = ? AND entry_key = ?")
                .params(key.group(), key.digest())
                .query((row, number) -> new Found(key(row), row.getString("email")))
                .optional()
                .orElse(null);
    }

    /** Takes an account of a map. */
    interface AccountTaker {
        void accept(String map, SlashDn dn, String account);
    }

    static void accounts(JdbcClient jdbc, AccountTaker taker) {
        jdbc.sql("SELECT account_map, dn, account FROM manual_account").query(row -> {
            taker.accept(row.getString(1), new SlashDn(row.getString(2)), row.getString(3));
        });
    }

    static @Nullable String account(JdbcClient jdbc, String map, SlashDn dn) {
        return jdbc.sql("SELECT account FROM manual_account WHERE account_map = ? AND dn_key = ?")
                .params(map, ManualKey.sha256(dn.text()))
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
