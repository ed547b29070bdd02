package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Three servers on loopback that are one database and all take writes. Either started by this JVM from unpacked programs, or running already and named in
 * the environment ({@link ClusterKind}). A started one goes with the JVM, even a killed one.
 */
public final class DatabaseCluster implements AutoCloseable {
    /** How many members a started cluster has. */
    public static final int MEMBERS = 3;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);
    private static final Map<ClusterKind, DatabaseCluster> SHARED = new EnumMap<>(ClusterKind.class);

    private final ClusterKind kind;
    private final List<String> urls;
    private final @Nullable ClusterServers servers;

    private DatabaseCluster(ClusterKind kind, List<String> urls, @Nullable ClusterServers servers) {
        this.kind = kind;
        this.urls = urls;
        this.servers = servers;
    }

    /** The group of all tests of this JVM that harm no member, started at first use. */
    public static DatabaseCluster groupReplication() {
        return shared(ClusterKind.GROUP_REPLICATION);
    }

    /** The Galera cluster of all tests of this JVM that harm no member, started at first use. */
    public static DatabaseCluster galera() {
        return shared(ClusterKind.GALERA);
    }

    private static DatabaseCluster shared(ClusterKind kind) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(
                    kind, k -> k.named().isEmpty() ? start(k) : new DatabaseCluster(k, k.named(), null));
        }
    }

    /**
     * Starts a cluster of the caller's own, whose members it may kill; close it.
     *
     * @throws IllegalStateException naming what is missing when there are no programs
     */
    public static DatabaseCluster start(ClusterKind kind) {
        try {
            ClusterServers servers = switch (kind) {
                case GROUP_REPLICATION -> GroupServers.make(MySqlPrograms.find(), MEMBERS);
                case GALERA -> GaleraServers.make(MariaPrograms.find(), MEMBERS);
            };
            DatabaseCluster cluster = new DatabaseCluster(kind, servers.urls(), servers);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop the cluster"));
            servers.startAll(cluster);
            cluster.awaitWhole();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException("the cluster cannot start", e);
        }
    }

    /** What it is made of. */
    public ClusterKind kind() {
        return kind;
    }

    /** How many servers it has. */
    public int members() {
        return urls.size();
    }

    /** The JDBC URL of a database through one member. */
    public String url(String database, int member) {
        String url = urls.get(member);
        int question = url.indexOf('?');
        String address = question < 0 ? url : url.substring(0, question);
        return (address.endsWith("/") ? address : address + "/")
                + database
                + "?"
                + (question < 0 ? "" : url.substring(question + 1) + "&")
                + "connectTimeout=3000&socketTimeout=30000&useLocalSessionState=true";
    }

    /** The JDBC URL of an instance beside one member, which goes to the others while that one does not work; as {@code deploy/} renders it. */
    public String nearestFirst(String database, int nearest) {
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < members(); i++) {
            URI place = URI.create(urls.get((nearest + i) % members()).substring("jdbc:".length()));
            hosts.add(place.getHost() + ":" + place.getPort());
        }
        String order = String.join(",", hosts);
        String query = URI.create(urls.getFirst().substring("jdbc:".length())).getQuery();
        return "jdbc:mysql:loadbalance://" + order + "/" + database + "?" + query
                + "&ha.loadBalanceStrategy=serverAffinity&serverAffinityOrder=" + order
                + "&loadBalanceSQLStateFailover=08,HY000,21000&loadBalanceBlocklistTimeout=5000"
                + "&connectTimeout=1000&socketTimeout=5000";
    }

    /** Kills a member (SIGKILL). */
    public void kill(int member) {
        own().process(member).kill();
    }

    /** Freezes a member (SIGSTOP): its connections stay open, nothing answers, and the others expel it. */
    public void freeze(int member) {
        own().process(member).signal("STOP");
    }

    /** Lets a frozen one go on. */
    public void thaw(int member) {
        own().process(member).signal("CONT");
    }

    /** Starts a killed or stopped member again; returns when it works with the others. */
    public void startAgain(int member) {
        own().startAgain(this, member);
        await(member, MEMBERS);
    }

    /** Waits until every member sees every other. */
    public void awaitWhole() {
        for (int member = 0; member < members(); member++) {
            await(member, members());
        }
    }

    /** Waits until a member works and sees so many working. */
    public void await(int member, int seen) {
        long end = System.nanoTime() + PATIENCE;
        int now;
        while ((now = online(member)) != seen) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("member " + member + " sees " + now + " members that work, not " + seen
                        + ";"
                        + (servers == null
                                ? " it is not ours"
                                : servers.process(member).endOfLog()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** How many members a member sees that work; 0 when it does not work or answer itself. */
    public int online(int member) {
        try (Connection connection = DriverManager.getConnection(url("", member));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(kind.online())) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Runs statements on one member as its administrator. */
    public void execute(int member, String... statements) {
        try (Connection connection = DriverManager.getConnection(url("", member));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("member " + member + ": " + e.getMessage(), e);
        }
    }

    /** Stops it and removes its data; does nothing to one that somebody else started. */
    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }

    private ClusterServers own() {
        if (servers == null) {
            throw new IllegalStateException("a cluster named in the environment is not ours to harm");
        }
        return servers;
    }
}
