package org.gridauthz.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every engine gives a database with all tables, and a second migration finds nothing to do. */
abstract class DatabaseBackendContract {
    @RegisterExtension
    final DatabaseBackend db;

    DatabaseBackendContract(DatabaseBackend db) {
        this.db = db;
    }

    @Test
    void aFreshDatabaseHasAHeadAtZero() {
        assertThat(db.jdbc()
                        .sql("SELECT seq FROM change_head")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(db.jdbc()
                        .sql("SELECT generation FROM change_head")
                        .query(String.class)
                        .single())
                .hasSize(32);
    }

    @Test
    void aSecondMigrationDoesNothing() {
        Migrations migrations = new Migrations(db.dataSource());

        assertThat(migrations.pending(Folder.values())).isEmpty();
        assertThat(migrations.migrate(Folder.values()))
                .allSatisfy(folder -> assertThat(folder.applied()).isZero());
    }

    @Test
    void namesCompareByTheirCodePoints() {
        int found = db.jdbc()
                .sql("SELECT COUNT(*) FROM change_head WHERE generation = UPPER(generation) AND generation <> 'x'")
                .query(Integer.class)
                .single();
        assertThat(found)
                .isZero(); // a random hexadecimal text of 32 digits holds a letter, but once in 10^6 runs or rarer
    }

    @Test
    void everyTestHasADatabaseOfItsOwn() {
        db.jdbc().sql("UPDATE change_head SET seq = 7").update();
        assertThat(db.newPool(1)).isNotNull();
    }
}
