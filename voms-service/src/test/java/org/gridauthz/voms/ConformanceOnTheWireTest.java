package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.voms.port.Line;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of voms.md §18 that no command shows: how answers are framed, old readers of members, and whoever never finishes. */
class ConformanceOnTheWireTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static VomsPlace place;
    private static TestCredential alice;

    @BeforeAll
    static void start() {
        place = VomsPlace.stored(directory, DATABASE.url(), "--gridauthz.authority.deadline=3s");
        alice = place.site.alice;
        new StoredVo(place.service, "dune").enterEverywhere(alice);
        place.service.part(GridTrust.class).reread(); // the LSC files came after the service
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    @Test
    void row5WithoutALifetimeTheLongestIsGiven() throws IOException {
        String answer = Clients.said(place, alice, "GET /generate-ac?fqans=/dune HTTP/1.0\n\n");
        byte[] ac = Base64.getMimeDecoder().decode(Clients.ac(answer));
        TestCredential carrying = alice.proxy().attributeCertificate(ac).issue();
        assertThat(Duration.between(
                        Instant.now(), Clients.believed(place, carrying).notAfter()))
                .isBetween(Duration.ofMinutes(719), Duration.ofHours(12));
    }

    @Test
    void row8TheAnswerIsFramedAsTheCClientWantsIt() throws IOException {
        String[] answer = Clients.said(
                        place, alice, "0", "GET /generate-ac?fqans=/dune&lifetime=43200 HTTP/1.0\nHost: localhost\n\n")
                .split("\r\n\r\n", 2);
        assertThat(answer[0]).startsWith("HTTP/1.1 200").contains("\r\nContent-Length: " + answer[1].length() + "\r\n");
        String ac = Clients.ac(answer[1]);
        List<String> lines = ac.lines().toList();
        assertThat(ac).endsWith("\n").doesNotContain("\r");
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.length() == 64);
    }

    @Test
    void row10OldReadersOfMembersFindThem() {
        for (String answer : OldReaders.ask(place, "dune", "/dune/far")) {
            assertThat(answer)
                    .contains(
                            "<soapenv:Body>",
                            "<getGridmapUsersReturn soapenc:arrayType=\"soapenc:string[1]\"",
                            "<getGridmapUsersReturn xsi:type=\"soapenc:string\">" + alice.slashName()
                                    + "</getGridmapUsersReturn>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "<?xml version=\"1.0\"?><voms><comm"})
    void row11WhoNeverFinishesIsDroppedAndTiesUpNothing(String beginning) throws IOException {
        try (Line slow = new Line(alice.sslContext(), place.dune)) {
            slow.say(beginning);
            assertThat(Clients.said(place, alice, "GET /generate-ac HTTP/1.0\n\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(slow.untilClosed()).isLessThan(Duration.ofSeconds(8));
        }
    }
}
