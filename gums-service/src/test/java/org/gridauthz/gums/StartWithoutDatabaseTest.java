package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.Refresh;
import org.gridauthz.gums.members.store.JdbcListStore;
import org.gridauthz.gums.pool.store.LeaseRelease;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Row;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A mapping goes on by the snapshot: policy, list, manual members, leases and bans as they were known; nobody gets a new lease. */
class StartWithoutDatabaseTest {
    private static final String NAME = "/DC=org/DC=gridauthz/CN=";
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.h2();

    @TempDir
    Path directory;

    private GumsInstance gums(int port) {
        return new GumsInstance(
                directory,
                database.url().replace("jdbc:h2:mem:", "jdbc:h2:tcp://localhost:" + port + "/mem:"),
                GumsInstance.resource("policy/sample-policy.yaml"),
                "--gridauthz.snapshot.directory=" + directory.resolve("state"),
                "--spring.datasource.hikari.connection-timeout=500");
    }

    /** By DN alone, from a host that vouches for nothing of it: the list has to have it. */
    private static JsonNode map(GumsInstance gums, String name) {
        HttpResponse<String> response = gums.map(
                gums.storage,
                "{\"host\":\"/DC=org/DC=gridauthz/CN=ce1.example.org\",\"subjects\":[{\"dn\":\"%s\"}]}"
                        .formatted(NAME + name));
        return GumsInstance.json(response).at("/results/0");
    }

    private static String account(GumsInstance gums, String name) {
        JsonNode result = map(gums, name);
        return result.at("/account").asString(result.at("/decision").asString());
    }

    private static void list(GumsInstance gums, String... names) {
        CopiedList list = CopiedList.of(
                        gums.context.getBean(Mapper.class).current().policy().source())
                .getFirst();
        List<Row> rows =
                List.of(names).stream().map(name -> Row.member(NAME + name)).toList();
        assertThat(new Refresh(
                                which -> new Listed(rows, 0, 0),
                                gums.context.getBean(JdbcListStore.class),
                                InstantSource.system())
                        .run(list))
                .isEqualTo(Refresh.Outcome.REPLACED);
    }

    private static String enterAdmin(GumsInstance gums, String name) {
        HttpResponse<String> entered = gums.send(
                gums.admin,
                HttpRequest.newBuilder(gums.uri("admin", "/api/v1/groups/admins/members"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"dn\":\"%s\",\"reason\":\"runs it\"}".formatted(NAME + name)))
                        .build());
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        return GumsInstance.json(entered).at("/epoch").asString();
    }

    private Epoch ban(String name) {
        BanBook book = new BanBook(database.dataSource(), new ChangeLog(database.dataSource()), InstantSource.system());
        book.ban(
                BanTarget.of(BanKind.DN, NAME + name),
                Ban.OFFICER,
                "r",
                "t",
                null,
                new AdminAct("an officer", "here", "ban", name, "r", null),
                null);
        return new Epoch(
                database.jdbc()
                        .sql("SELECT generation FROM change_head")
                        .query(String.class)
                        .single(),
                database.jdbc()
                        .sql("SELECT seq FROM change_head")
                        .query(Long.class)
                        .single());
    }

    @Test
    void whoeverWasKnownIsMappedAsBeforeAndTheChangesMissedAreCaughtUpWith() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        int port = server.getPort();
        String alice;
        String bob;
        try (GumsInstance gums = gums(port)) {
            long end = System.nanoTime() + SOON.toNanos();
            while (gums.context.getBean(Mapper.class).current().policy() == null && System.nanoTime() < end) {
                LockSupport.parkNanos(20_000_000L);
            }
            list(gums, "Alice Adams", "Bob Brown", "Carol Clark", "Eve Ear");
            enterAdmin(gums, "Manuel");
            assertThat(gums.context.getBean(Follower.class).atLeast(ban("Eve Ear"), SOON))
                    .isEqualTo(AtLeast.REACHED);
            alice = account(gums, "Alice Adams");
            bob = account(gums, "Bob Brown");
            assertThat(List.of(alice, bob)).allMatch(account -> account.startsWith("dune"));
            assertThat(account(gums, "Manuel")).isEqualTo("gridadmin");
        }
        server.stop();
        // Meanwhile Bob's account is taken back and Alice banned.
        new LeaseRelease(
                        database.dataSource(),
                        new ChangeLog(database.dataSource()),
                        InstantSource.system(),
                        Duration.ofHours(24))
                .release(List.of(bob), "he left", place -> {});
        Epoch last = ban("Alice Adams");

        try (GumsInstance gums = gums(port)) {
            assertThat(account(gums, "Alice Adams")).isEqualTo(alice);
            assertThat(account(gums, "Bob Brown")).as("as it was known").isEqualTo(bob);
            assertThat(account(gums, "Manuel")).isEqualTo("gridadmin");
            assertThat(account(gums, "Eve Ear")).isEqualTo("deny");
            assertThat(account(gums, "Carol Clark"))
                    .as("a new lease needs the database")
                    .isEqualTo("indeterminate");

            server = Server.createTcpServer("-tcpPort", Integer.toString(port), "-ifNotExists")
                    .start();
            Follower follower = gums.context.getBean(Follower.class);
            long end = System.nanoTime() + SOON.toNanos();
            while (follower.atLeast(last, SOON) != AtLeast.REACHED && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000L);
            }
            assertThat(account(gums, "Alice Adams")).isEqualTo("deny");
            assertThat(account(gums, "Bob Brown")).startsWith("dune").isNotEqualTo(bob);
            assertThat(account(gums, "Manuel")).isEqualTo("gridadmin");
            assertThat(follower.reloads()).as("caught up change by change").isZero();
        } finally {
            server.stop();
        }
    }
}
