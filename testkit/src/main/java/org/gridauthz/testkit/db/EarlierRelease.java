package org.gridauthz.testkit.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.gridauthz.migrate.Migrations.Folder;

/**
 * The release before this one: the state of commit 15496ea, the last before common/V8, gums/V126 and voms/V303. Its scripts are today's up to those
 * numbers, since a script never changes; its work is a recording of what its stores told a database, statement by statement: bans and a lift, an orphan,
 * rights, an instance, a pool with leases, a release and a reservation, a policy, manual entries, a member list, subjects, a feed, a VO with people, rules of use and an
 * application.
 */
public final class EarlierRelease {
    /** Of the database that it worked on. */
    public static final String GENERATION = "0123456789abcdef0123456789abcdef";

    private static final Map<Folder, String> NEWEST =
            Map.of(Folder.COMMON, "7", Folder.GUMS, "125", Folder.SAZ, "202", Folder.VOMS, "302");

    private EarlierRelease() {}

    /** One thing its stores said. {@code effective}: whether a row was found or changed. */
    private record Said(String sql, boolean effective) {}

    /** Makes its tables in an empty database. */
    public static void tables(DataSource database) {
        // In their order: a service's tables rest on the common ones.
        for (Folder folder : Folder.values()) {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration/" + folder.name().toLowerCase(Locale.ROOT))
                    .table("flyway_" + folder.name().toLowerCase(Locale.ROOT))
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(Map.of("generation", GENERATION))
                    .target(Objects.requireNonNull(NEWEST.get(folder)))
                    .load()
                    .migrate();
        }
    }

    /**
     * Lets it work: on its tables as on those of a later release. Returns the statements that did not do what they did there.
     *
     * @param database its change log is empty
     */
    public static List<String> work(DataSource database) {
        List<String> otherwise = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE change_head SET generation = '" + GENERATION + "'");
            for (Said one : recording()) {
                try {
                    if (effective(statement, one.sql()) != one.effective()) {
                        otherwise.add(one.sql());
                    }
                } catch (SQLException e) {
                    otherwise.add(one.sql() + " " + e.getMessage());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return otherwise;
    }

    private static boolean effective(Statement statement, String sql) throws SQLException {
        if (!statement.execute(sql)) {
            return statement.getUpdateCount() > 0;
        }
        try (ResultSet rows = statement.getResultSet()) {
            return rows.next();
        }
    }

    private static List<Said> recording() {
        try (InputStream in = EarlierRelease.class.getResourceAsStream("release-15496ea.sql")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            List<Said> said = new ArrayList<>();
            // "-- 1" or "-- 0", and below it what was said, to its last semicolon.
            for (String one : ("\n" + text).split("\n-- (?=[01]\n)", -1)) {
                if (!one.isBlank()) {
                    said.add(new Said(one.substring(2, one.lastIndexOf(';')), one.charAt(0) == '1'));
                }
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
