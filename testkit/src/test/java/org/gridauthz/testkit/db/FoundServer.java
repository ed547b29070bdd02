package org.gridauthz.testkit.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Says which server the tests of this JVM would use, with all tables made in a database of it. */
final class FoundServer {
    private FoundServer() {}

    public static void main(String[] arguments) throws Exception {
        MySqlEngine engine = MySqlEngine.shared();
        String database = engine.create();
        try (Connection connection = DriverManager.getConnection(engine.url(database));
                Statement statement = connection.createStatement()) {
            new Migrations(new DriverManagerDataSource(engine.url(database))).migrate(Folder.values());
            try (ResultSet row = statement.executeQuery("SELECT VERSION(), @@version_comment, seq FROM change_head")) {
                row.next();
                System.out.println("found " + engine.url(database) + " " + row.getString(1) + " " + row.getString(2)
                        + " head " + row.getLong(3));
            }
        } finally {
            engine.drop(database);
        }
        System.exit(0);
    }
}
