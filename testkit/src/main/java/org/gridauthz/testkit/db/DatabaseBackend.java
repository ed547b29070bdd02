package org.gridauthz.testkit.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A JUnit extension that gives a fresh database with all tables: a new one for each test when it is an instance field, one
 * for the class when it is static.
 *
 * <p>The pattern is one contract suite and a class for each engine:
 *
 * <pre>{@code
 * abstract class LeasesContract {
 *     @RegisterExtension final DatabaseBackend db;
 *     LeasesContract(DatabaseBackend db) { this.db = db; }
 *     @Test void … { new JdbcLeases(db.dataSource()) … }
 * }
 * class LeasesH2Test extends LeasesContract { LeasesH2Test() { super(DatabaseBackend.h2()); } }
 * @Tag("mysql") class LeasesMySqlTest extends LeasesContract { LeasesMySqlTest() { super(DatabaseBackend.mysql()); } }
 * }</pre>
 */
public final class DatabaseBackend
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final int POOL = 10;

    private final DatabaseEngine engine;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private boolean perClass;
    private @Nullable String database;
    private @Nullable DataSource dataSource;

    private DatabaseBackend(DatabaseEngine engine) {
        this.engine = engine;
    }

    /** H2 in MySQL mode, in the memory of this JVM. Says nothing about races: those count on a server engine only. */
    public static DatabaseBackend h2() {
        return new DatabaseBackend(new H2Engine());
    }

    /** A real MySQL server, one for all tests of this JVM; see {@link MySqlServer#shared()}. Tag the class {@code mysql}. */
    public static DatabaseBackend mysql() {
        return new DatabaseBackend(MySqlEngine.shared());
    }

    /** A MySQL server of the test's own, which it may stop, kill and start again. */
    public static DatabaseBackend mysql(MySqlServer server) {
        return new DatabaseBackend(new MySqlEngine(() -> server));
    }

    /** The pool of what would be the first instance, with {@value #POOL} connections. */
    public DataSource dataSource() {
        if (dataSource == null) {
            throw new IllegalStateException("no test is running: is the field annotated @RegisterExtension?");
        }
        return dataSource;
    }

    /** Statements on {@link #dataSource()}. */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Where the database is, user and word included; for a process of its own. */
    public String url() {
        if (database == null) {
            throw new IllegalStateException("no test is running");
        }
        return engine.url(database);
    }

    /** Another pool on the same database, as another instance would have; closed with the test. */
    public DataSource newPool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(3_000);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        perClass = true;
        open();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!perClass) {
            open();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!perClass) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (perClass) {
            close();
        }
    }

    private void open() {
        database = engine.create();
        // By a process that is gone afterwards, as `gridauthz migrate` is: H2 keeps the session of a DDL statement
        // inside it.
        new Migrations(new DriverManagerDataSource(engine.url(database))).migrate(Folder.values());
        dataSource = newPool(POOL);
    }

    private void close() {
        pools.forEach(HikariDataSource::close);
        pools.clear();
        dataSource = null;
        if (database != null) {
            engine.drop(database);
            database = null;
        }
    }
}
