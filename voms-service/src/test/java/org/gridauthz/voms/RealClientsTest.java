package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.Clients.listed;
import static org.gridauthz.voms.Clients.passed;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.voms.VomsPlace.Desk;
import org.gridauthz.voms.vo.StandingRules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users of Debian's clients see besides the rows of {@link ConformanceTest}, word for word, members being in the tables: rules of
 * use not signed in time, memberships that end, certificates nobody may use, several VOs, and proxies that ask again.
 */
@Tag("clients")
class RealClientsTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static VomsPlace place;
    private static StoredVo dune;
    private static StoredVo cms;
    private static TestCredential alice;

    @BeforeAll
    static void start() {
        place = VomsPlace.stored(directory, DATABASE.url());
        alice = place.site.alice;
        dune = new StoredVo(place.service, "dune");
        cms = new StoredVo(place.service, "cms");
        dune.enterEverywhere(alice);
        cms.enterEverywhere(alice);
        place.service.part(GridTrust.class).reread(); // the LSC files came after the service
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void severalVosAtOnce(int client) {
        Desk desk = place.desk(alice);
        passed(desk.init(client, "-voms", "dune:/dune/Role=production", "-voms", "cms:/cms/Role=pilot"));
        assertThat(listed(desk, client))
                .containsExactly("/dune/Role=production", "/dune", "/dune/far", "/cms/Role=pilot", "/cms", "/cms/far");
    }

    @Test
    void throughTheXmlProtocolOfTheJavaClient() {
        Desk desk = place.desk(alice);
        for (String voms : List.of("dune", "dune:/dune/Role=pilot")) {
            passed(desk.init(3, "-voms", voms, "-enable_legacy_protocol"));
            assertThat(listed(desk, 3)).endsWith("/dune/far").contains("/dune");
        }
    }

    /** Signed a year and more ago; asked again for a fortnight; not signed: then signed, and served at once. */
    @Test
    void rulesOfUseThatAreNotSignedAgain() {
        TestCredential eve = place.ca().person("/DC=org/DC=gridauthz/CN=Eve");
        String id = cms.enter(eve, null);
        cms.rulesOfUse("1.0");
        cms.sign(id, "1.0");
        Desk desk = place.desk(eve);
        for (int client : new int[] {2, 3}) {
            passed(desk.init(client, "-voms", "cms"));
        }
        cms.age(DATABASE, id, Duration.ofDays(365 + 16));
        for (int client : new int[] {2, 3}) {
            ClientRun run = desk.init(client, "-voms", "cms");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.output())
                    .endsWith(Clients.refused(
                            "cms",
                            place.cms,
                            client,
                            "User is currently suspended!",
                            "Suspension reason: the usage policy (AUP) of cms is not signed, or must be signed again:"
                                    + " https://voms.example.org/aup"));
        }
        cms.sign(id, "1.0");
        for (int client : new int[] {2, 3}) {
            passed(desk.init(client, "-voms", "cms"));
        }
    }

    @Test
    void whomNobodyCertifiedIsTurnedAwayAtTheDoor() {
        TestCredential stranger = TestCa.root("/DC=org/DC=other/CN=Other CA").person(alice.slashName());
        turnedAway(place.desk(stranger).init(2, "-voms", "dune"));
        TestCredential revoked = place.ca().person("/DC=org/DC=gridauthz/CN=Mallory");
        dune.enter(revoked, null);
        passed(place.desk(revoked).init(2, "-voms", "dune"));
        place.ca().revoke(revoked.leaf());
        TestAnchors.in(place.site.anchors()).crl(place.ca());
        place.service.part(GridTrust.class).reread();
        turnedAway(place.desk(revoked).init(2, "-voms", "dune"));
        // The Java client does not even ask.
        assertThat(place.desk(stranger).init(3, "-voms", "dune").output()).contains("User credential is not valid!");
        assertThat(place.desk(revoked).init(3, "-voms", "dune").output()).contains("User credential is not valid!");
    }

    /** Says so, or is ended by SIGPIPE if the connection is gone before it has sent its byte: it does not ignore that signal. */
    private static void turnedAway(ClientRun run) {
        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .matches("(?s).*Contacting  localhost:" + place.dune + " [^\n]* \"dune\"(\"| Failed\n\n"
                        + "Error: Server Answer was incorrectly formatted\\.\n.*)");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aProxyNeverGainsAttributesByAskingAgain(int client) {
        TestCredential holder = place.ca().person("/DC=org/DC=gridauthz/CN=Holder " + client);
        dune.enterEverywhere(holder);
        Desk first = place.desk(holder);
        passed(first.init(client, "-voms", "dune:/dune/far"));
        Desk again = place.desk(holder).with(first.proxy());
        byte[] ac = again.separate("dune:/dune/Role=pilot");
        String words = "dune : your certificate already contains attributes, only a subset of them can be issued.";
        assertThat(again.output()).contains(words);
        TestCredential carrying = holder.proxy().attributeCertificate(ac).issue();
        assertThat(Clients.believed(place, carrying).fqans())
                .containsExactlyInAnyOrder(Fqan.parse("/dune"), Fqan.parse("/dune/far"));
        if (client == 3) {
            assertThat(again.init(3, "-noregen", "-voms", "dune:/dune/Role=pilot")
                            .output())
                    .contains(words);
            assertThat(Clients.believed(place, again.proxy()).fqans())
                    .containsExactlyInAnyOrder(Fqan.parse("/dune"), Fqan.parse("/dune/far"));
        }
    }

    @Test
    void aCertificateIsItsHoldersAlone() {
        TestCredential thief = place.ca().person("/DC=org/DC=gridauthz/CN=Thief");
        byte[] ac = place.desk(alice).with(alice.proxy().issue()).separate("dune");
        ChainVerdict verdict = place.service
                .part(GridTrust.class)
                .verify(thief.proxy().attributeCertificate(ac).issue().chain());
        assertThat(((ChainVerdict.Believed) verdict).chain().attributes()).isEmpty();
    }

    @Test
    void aMembershipThatEndsIsAnnouncedAndEnds() {
        TestCredential carol = place.ca().person("/DC=org/DC=gridauthz/CN=Carol");
        Instant soon = Instant.now().plus(Duration.ofDays(5));
        dune.enter(carol, soon);
        TestCredential dora = place.ca().person("/DC=org/DC=gridauthz/CN=Dora");
        Instant over = Instant.now().minus(Duration.ofDays(30));
        dune.enter(dora, over);
        for (int client : new int[] {2, 3}) {
            ClientRun run = place.desk(carol).init(client, "-voms", "dune");
            passed(run);
            assertThat(run.output()).containsOnlyOnce("Your membership ends on " + StandingRules.day(soon) + ".");
            assertThat(place.desk(dora).init(client, "-voms", "dune").output())
                    .endsWith(Clients.refused(
                            "dune",
                            place.dune,
                            client,
                            "User is currently suspended!",
                            "Suspension reason: membership ended on " + StandingRules.day(over)));
        }
    }
}
