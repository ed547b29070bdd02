package org.gridauthz.testkit.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.changes.store.SynchronousRead;
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
    private int next;
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

    /**
     * Three members of MySQL Group Replication, one group for all tests of this JVM. Tag the class {@code cluster}. Every {@link #newPool} is on the
     * next member, and its sessions wait for what was written before (see {@link #poolOn} for sessions that do not).
     */
    public static DatabaseBackend groupReplication() {
        return new DatabaseBackend(new ClusterEngine(DatabaseCluster::groupReplication));
    }

    /** Three members of MariaDB Galera, as {@link #groupReplication()}. */
    public static DatabaseBackend galera() {
        return new DatabaseBackend(new ClusterEngine(DatabaseCluster::galera));
    }

    /** A cluster of the test's own, whose members it may kill. */
    public static DatabaseBackend on(DatabaseCluster cluster) {
        return new DatabaseBackend(new ClusterEngine(() -> cluster));
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

    /** What a follower is told this database is. */
    public SynchronousRead synchronousRead() {
        return engine.synchronousRead();
    }

    /** Where the database is, user and word included; for a process of its own. */
    public String url() {
        return engine.url(database());
    }

    private String database() {
        if (database == null) {
            throw new IllegalStateException("no test is running");
        }
        return database;
    }

    /** Another pool on the same database, as another instance would have, on the next member; closed with the test. */
    public DataSource newPool(int connections) {
        return pool(engine.url(database(), next++ % engine.members()), connections);
    }

    /** A pool on one member with sessions as a service has them: its reads may lag behind the other members. */
    public DataSource poolOn(int member, int connections) {
        return pool(urlOn(member), connections);
    }

    /** A pool of an instance beside one member, whose connections go to the others while that one does not work. */
    public DataSource nearestFirst(int member, int connections) {
        return pool(engine.nearestFirst(database(), member), connections);
    }

    /** The same, whose way to the member beside it is a link; the ways to the others are whole. */
    public DataSource nearestFirst(int member, CuttableLink link, int connections) {
        String own = URI.create(urlOn(member).substring("jdbc:".length())).getAuthority();
        return pool(engine.nearestFirst(database(), member).replace(own, "127.0.0.1:" + link.port()), connections);
    }

    /** The pool of an instance that knows one member alone, and that by a link. */
    public DataSource poolThrough(int member, CuttableLink link, int connections) {
        String own = URI.create(urlOn(member).substring("jdbc:".length())).getAuthority();
        return pool(urlOn(member).replace(own, "127.0.0.1:" + link.port()), connections);
    }

    /** A link to a member. */
    public CuttableLink linkTo(int member) throws IOException {
        return new CuttableLink(
                URI.create(urlOn(member).substring("jdbc:".length())).getPort());
    }

    /** The URL of {@link #poolOn}. */
    public String urlOn(int member) {
        return engine.plainUrl(database(), member);
    }

    private DataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
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
        next = 0;
        // By a process that is gone afterwards, as `gridauthz migrate` is: H2 keeps the session of a DDL statement
        // inside it.
        new Migrations(new DriverManagerDataSource(engine.url(database))).migrate(Folder.values());
        engine.migrated(database);
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
