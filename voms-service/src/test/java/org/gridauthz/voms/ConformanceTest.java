package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.Clients.listed;
import static org.gridauthz.voms.Clients.passed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.ProxyRequest;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.GenericAttribute;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.VomsAttributes;
import org.gridauthz.voms.VomsPlace.Desk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checklist of voms.md §18, row by row, before Debian's own commands (2 being the C ones and 3 the Java ones), with the
 * service as it ships and members in its tables. Rows 8, 10 and 11 are {@link ConformanceOnTheWireTest}.
 */
@Tag("clients")
class ConformanceTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static VomsPlace place;
    private static StoredVo dune;
    private static TestCredential alice;
    private static String self;

    @BeforeAll
    static void start() throws IOException {
        place = VomsPlace.stored(directory, DATABASE.url());
        alice = place.site.alice;
        dune = new StoredVo(place.service, "dune");
        dune.enterEverywhere(alice);
        place.service.part(GridTrust.class).reread(); // the LSC files came after the service
        self = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    private static VomsAttributes believed(TestCredential proxy) {
        return Clients.believed(place, proxy);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row1TheClientsGetAProxyThatEverybodyBelieves(int client) {
        Desk desk = place.desk(alice);
        passed(desk.init(client, "-voms", "dune"));
        for (int other : new int[] {2, 3}) {
            assertThat(desk.info(other, "-all"))
                    .contains(
                            "VO        : dune\n",
                            "subject   : " + alice.slashName() + "\n",
                            "issuer    : /DC=org/DC=gridauthz/CN=localhost\n",
                            "attribute : /dune/Role=NULL/Capability=NULL\n",
                            "attribute : /dune/far/Role=NULL/Capability=NULL\n",
                            "uri       : localhost:" + place.dune + "\n")
                    .doesNotContain("night", "pilot", "WARNING");
        }
        VomsAttributes attributes = believed(desk.proxy());
        assertThat(attributes.fqans()).containsExactly(Fqan.parse("/dune"), Fqan.parse("/dune/far"));
        assertThat(Duration.between(Instant.now(), attributes.notAfter()))
                .isBetween(Duration.ofMinutes(595), Duration.ofHours(12));
    }

    @ParameterizedTest
    @CsvSource({"RFC, false", "RFC, true", "DRAFT, false", "DRAFT, true", "LEGACY, false", "LEGACY, true"})
    void row1TheSameWithAnExistingProxy(ProxyKind kind, boolean limited) {
        List<Fqan> held = List.of(Fqan.parse("/dune/Role=pilot"), Fqan.parse("/dune"), Fqan.parse("/dune/far"));
        ProxyRequest request = alice.proxy().kind(kind);
        TestCredential existing = limited ? request.limited().issue() : request.issue();
        Desk desk = place.desk(alice).with(existing);

        byte[] ac = desk.separate("dune:/dune/Role=pilot");
        TestCredential carrying =
                alice.proxy().kind(kind).attributeCertificate(ac).issue();
        assertThat(believed(carrying).fqans()).isEqualTo(held);

        passed(
                limited
                        ? desk.init(3, "-noregen", "-voms", "dune:/dune/Role=pilot", "-limited")
                        : desk.init(3, "-noregen", "-voms", "dune:/dune/Role=pilot"));
        assertThat(listed(desk, 3)).containsExactly("/dune/Role=pilot", "/dune", "/dune/far");
        assertThat(believed(desk.proxy()).fqans()).isEqualTo(held);
    }

    @Test
    void row2TheCClientMakesOneConnection() {
        long issued = Clients.answers(place, "issued");
        passed(place.desk(alice).init(2, "-voms", "dune"));
        assertThat(Clients.answers(place, "issued")).isEqualTo(issued + 1);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "roles-order-and-all.csv", numLinesToSkip = 1)
    void row3RolesOrderAndAll(int client, String voms, String order, String attributes) {
        Desk desk = place.desk(alice);
        passed(order == null ? desk.init(client, "-voms", voms) : desk.init(client, "-voms", voms, "-order", order));
        assertThat(listed(desk, client)).containsExactly(attributes.split(" "));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row3TwoRolesAtOnce(int client) {
        Desk desk = place.desk(alice);
        passed(desk.init(client, "-voms", "dune:/dune/Role=production", "-voms", "dune:/dune/Role=pilot"));
        assertThat(listed(desk, client))
                .containsExactly("/dune/Role=production", "/dune/Role=pilot", "/dune", "/dune/far");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row4WhoeverGetsNothingReadsWhyOnce(int client) {
        TestCredential bob = place.ca().person("/DC=org/DC=gridauthz/CN=Bob " + client);
        Clients.getsNothing(place, bob, client, "dune", "dune: User unknown to this VO.");
        String id = dune.enter(bob, null);
        dune.suspend(id, "used another's <key> & was seen");
        Clients.getsNothing(
                place,
                bob,
                client,
                "dune",
                "User is currently suspended!",
                "Suspension reason: used another's <key> & was seen");
        dune.restore(id);
        Clients.getsNothing(
                place, bob, client, "dune:/dune/Role=pilot", "dune: Unable to satisfy B/dune:pilot request!");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row5ALongerLifeIsCutWithAWarning(int client) {
        Desk desk = place.desk(alice);
        ClientRun run = desk.init(client, "-voms", "dune", "-vomslife", "24:00");
        passed(run);
        assertThat(run.output())
                .containsOnlyOnce("localhost:" + place.dune
                        + ": The validity of this VOMS AC in your proxy is shortened to 43200 seconds!");
        assertThat(Long.parseLong(desk.info(2, "-actimeleft").strip())).isBetween(43_000L, 43_200L);
        passed(desk.init(client, "-voms", "dune", "-vomslife", "1:00"));
        assertThat(Long.parseLong(desk.info(2, "-actimeleft").strip())).isBetween(3_500L, 3_600L);
    }

    @Test
    void row6TargetsAreCreatedAndVerified() {
        Desk desk = place.desk(alice);
        passed(desk.init(2, "-voms", "dune", "-target", self));
        // The Java client checks a target against the name it finds for itself, which need not be the machine's.
        ClientRun java = desk.init(3, "-voms", "dune", "-target", "localhost");
        assertThat(java.output()).contains("Created proxy in").doesNotContain("Error decoding", "malformed");
        assertThat(listed(desk, 3)).containsExactly("/dune", "/dune/far");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row7GenericAttributesWithValueAndQualifier(int client) {
        Desk desk = place.desk(alice);
        passed(desk.init(client, "-voms", "dune:/dune/Role=production"));
        for (int other : new int[] {2, 3}) {
            assertThat(desk.info(other, "-all"))
                    .contains(
                            "attribute : nickname = ally (dune)\n",
                            "attribute : queue = long & <wide> (/dune/Role=production)\n",
                            "attribute : queue = long & <wide> (/dune/far)\n");
        }
        assertThat(believed(desk.proxy()).genericAttributes())
                .contains(new GenericAttribute("queue", "long & <wide>", "/dune/Role=production"));
    }

    /** The C library judges in voms-proxy-info2, voms-api-java in voms-proxy-info3 and in the service. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row9BothLibrariesBelieveTheCertificate(int client) {
        Desk desk = place.desk(alice);
        passed(desk.init(client, "-voms", "dune"));
        for (int other : new int[] {2, 3}) {
            assertThat(desk.info(other, "-all")).doesNotContain("WARNING", "rror", "nable");
            assertThat(desk.info(other, "-acexists", "dune")).isEmpty();
        }
        assertThat(believed(desk.proxy()).vo()).isEqualTo("dune");
    }
}
