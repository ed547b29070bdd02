package org.gridauthz.loadtest.lab;

import org.gridauthz.migrate.Migrations;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Makes the tables: {@code Tables URL USER}, its password in GRIDAUTHZ_DATABASE_PASSWORD. For a lab that runs from classes. */
public final class Tables {
    private Tables() {}

    public static void main(String[] arguments) {
        var database =
                new DriverManagerDataSource(arguments[0], arguments[1], System.getenv("GRIDAUTHZ_DATABASE_PASSWORD"));
        new Migrations(database).migrate(Migrations.Folder.values());
    }
}
