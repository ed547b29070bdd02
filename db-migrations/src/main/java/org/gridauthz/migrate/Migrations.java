package org.gridauthz.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database's tables up to date. Run by {@code gridauthz migrate} as a user with DDL rights, against
 * <em>one</em> member of a cluster: Flyway's lock ({@code GET_LOCK}) holds on the member it was taken on only. The
 * services themselves need no DDL rights; at start they ask {@link #pending} and refuse when it is not empty.
 *
 * <p>Each folder has a history table of its own, so services that share a database are upgraded one by one.
 */
public final class Migrations {
    /** The collation every table must have: names compare by their code points, as DESIGN asks of DNs and FQANs. */
    private static final String COLLATION = "utf8mb4_bin";

    private final DataSource dataSource;

    /** @param dataSource of a user with DDL rights for {@link #migrate}; reading rights do for {@link #pending} */
    public Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A folder of scripts: what all services share, or what one of them owns. */
    public enum Folder {
        COMMON,
        GUMS,
        SAZ,
        VOMS;

        String location() {
            return "classpath:db/migration/" + text();
        }

        String history() {
            return "flyway_" + text();
        }

        private String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What was done to one folder.
     *
     * @param applied number of scripts that ran, 0 when all was up to date
     * @param version the newest version afterwards, empty where the folder holds no script
     */
    public record Applied(Folder folder, int applied, String version) {}

    /**
     * Applies every missing script of the named folders; {@link Folder#COMMON} always goes first, named or not.
     *
     * @throws org.flywaydb.core.api.FlywayException when a script fails or an applied one was edited afterwards
     * @throws IllegalStateException when the database would compare names loosely
     */
    public List<Applied> migrate(Folder... folders) {
        requireBinaryCollation();
        List<Applied> applied = new ArrayList<>();
        for (Folder folder : withCommon(folders)) {
            MigrateResult result = flyway(folder).migrate();
            String version = result.targetSchemaVersion;
            applied.add(new Applied(folder, result.migrationsExecuted, version == null ? "" : version));
        }
        return applied;
    }

    /** The scripts of the named folders, and the common ones, that this database has not seen; empty is good. */
    public List<String> pending(Folder... folders) {
        List<String> pending = new ArrayList<>();
        for (Folder folder : withCommon(folders)) {
            for (MigrationInfo script : flyway(folder).info().pending()) {
                pending.add(folder.text() + "/" + script.getScript());
            }
        }
        return pending;
    }

    private static Set<Folder> withCommon(Folder... folders) {
        Set<Folder> ordered = new TreeSet<>(Arrays.asList(folders));
        ordered.add(Folder.COMMON);
        return ordered;
    }

    private Flyway flyway(Folder folder) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(folder.location())
                .table(folder.history())
                // The other folders' tables are there already; version 0 says that none of this folder's are.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // A new database is a new generation of epochs; the first script writes it.
                .placeholders(Map.of("generation", UUID.randomUUID().toString().replace("-", "")))
                .cleanDisabled(true)
                .load();
    }

    private void requireBinaryCollation() {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                return; // compares by code point unless told otherwise
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT @@collation_database")) {
                row.next();
                String found = row.getString(1);
                if (!COLLATION.equals(found)) {
                    throw new IllegalStateException("the database's collation is " + found + ", must be " + COLLATION
                            + ": ALTER DATABASE … CHARACTER SET utf8mb4 COLLATE " + COLLATION);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached: " + e.getMessage(), e);
        }
    }
}
