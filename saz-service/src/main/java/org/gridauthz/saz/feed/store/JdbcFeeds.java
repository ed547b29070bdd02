package org.gridauthz.saz.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.saz.feed.FeedStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code saz_feed}. Changes no decision, so it is no change of the log. */
public final class JdbcFeeds implements FeedStore {
    private static final String COLUMNS = "name, tried_at, read_at, fault, fault_detail, bans, held_size";
    private static final int MOST_DETAIL = 1000;

    private final JdbcClient jdbc;

    public JdbcFeeds(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public @Nullable State find(String name) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM saz_feed WHERE name = ?")
                .param(name)
                .query(JdbcFeeds::state)
                .optional()
                .orElse(null);
    }

    @Override
    public List<State> all() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM saz_feed ORDER BY name")
                .query(JdbcFeeds::state)
                .list();
    }

    @Override
    public void keep(State state) {
        Instant read = state.readAt();
        String detail = state.faultDetail();
        List<@Nullable Object> values = Arrays.asList(
                state.triedAt().toEpochMilli(),
                read == null ? null : read.toEpochMilli(),
                state.fault(),
                detail == null || detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL),
                state.bans(),
                state.heldSize(),
                state.name());
        jdbc.sql("INSERT IGNORE INTO saz_feed (name, tried_at, bans) VALUES (?, ?, ?)")
                .params(state.name(), state.triedAt().toEpochMilli(), state.bans())
                .update();
        jdbc.sql("UPDATE saz_feed SET tried_at = ?, read_at = ?, fault = ?, fault_detail = ?, bans = ?, held_size = ?"
                        + " WHERE name = ?")
                .params(values)
                .update();
    }

    @Override
    public void forget(String name) {
        jdbc.sql("DELETE FROM saz_feed WHERE name = ?").param(name).update();
    }

    private static State state(ResultSet row, int number) throws SQLException {
        Long read = row.getObject("read_at", Long.class);
        return new State(
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("tried_at")),
                read == null ? null : Instant.ofEpochMilli(read),
                row.getString("fault"),
                row.getString("fault_detail"),
                row.getInt("bans"),
                row.getObject("held_size", Integer.class));
    }
}
