package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.Clients.listed;
import static org.gridauthz.voms.Clients.passed;
import static org.gridauthz.voms.VomsPlace.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.voms.VomsPlace.Desk;
import org.gridauthz.voms.standing.FreshMemberships;
import org.gridauthz.voms.standing.MemberMemory;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What users of Debian's clients see while the database is away: who is known gets her proxy, whom nobody can look up reads why. */
@Tag("clients")
class DatabaseAwayTest {
    /** The same database, reached by this JVM directly and by the service through a server that can be stopped. */
    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.h2();

    @TempDir
    Path directory;

    @Test
    void whoIsKnownIsServedFromMemoryAndANewcomerReadsWhy() throws SQLException {
        Server server = reachable(0);
        String url = database.url().replace("jdbc:h2:mem:", "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:");
        try (VomsPlace place = VomsPlace.stored(directory, url, "--spring.datasource.hikari.connection-timeout=500")) {
            StoredVo dune = new StoredVo(place.service, "dune");
            TestCredential eve = place.ca().person("/DC=org/DC=gridauthz/CN=Eve");
            dune.enterEverywhere(place.site.alice);
            dune.suspend(dune.enter(eve, null), "caught");
            place.service.part(GridTrust.class).reread(); // the LSC files came after the service
            MemberMemory memory = place.service.part(MemberMemory.class);
            await(() -> memory.size("dune") == 2 && memory.unreadPeople().isEmpty());

            server.stop();
            // What is known is young for a moment longer, and a stranger is one.
            Follower follower = place.service.part(Follower.class);
            await(() -> Objects.requireNonNull(follower.freshness()).age().compareTo(FreshMemberships.YOUNG) > 0);
            for (int client : new int[] {2, 3}) {
                Desk desk = place.desk(place.site.alice);
                passed(desk.init(client, "-voms", "dune:/dune/Role=pilot"));
                assertThat(listed(desk, client)).containsExactly("/dune/Role=pilot", "/dune", "/dune/far");
                Clients.getsNothing(
                        place, eve, client, "dune", "User is currently suspended!", "Suspension reason: caught");
                TestCredential stranger = place.ca().person("/DC=org/DC=gridauthz/CN=New " + client);
                ClientRun told = place.desk(stranger).init(client, "-voms", "dune");
                assertThat(told.exit()).isEqualTo(1);
                assertThat(told.output())
                        .as("in these words, once, and not that she is unknown")
                        .containsOnlyOnce(
                                "dune: The members cannot be looked up now. Try again later, or another server.")
                        .doesNotContain("unknown", "suspended");
            }

            Server back = reachable(server.getPort());
            try {
                TestCredential stranger = place.ca().person("/DC=org/DC=gridauthz/CN=New 2");
                await(() -> place.desk(stranger)
                        .init(3, "-voms", "dune")
                        .output()
                        .contains("dune: User unknown to this VO."));
            } finally {
                back.stop();
            }
        } finally {
            server.stop();
        }
    }

    private static Server reachable(int at) throws SQLException {
        return Server.createTcpServer("-tcpPort", Integer.toString(at), "-ifNotExists")
                .start();
    }
}
