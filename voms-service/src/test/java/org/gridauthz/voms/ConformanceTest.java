package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.ProxyRequest;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GenericAttribute;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.VerifiedChain;
import org.gridauthz.trust.VomsAttributes;
import org.gridauthz.voms.VomsPlace.Desk;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.attribute.Standing.Member;
import org.gridauthz.voms.attribute.Standing.Role;
import org.gridauthz.voms.attribute.Standing.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checklist of voms.md §18 before Debian's own commands, 2 being the C ones and 3 the Java ones. */
@Tag("clients")
class ConformanceTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final Pattern ATTRIBUTE = Pattern.compile("attribute : (/\\S+)/Capability=NULL");

    private static VomsPlace place;
    private static TestCredential alice;
    private static String self;

    @BeforeAll
    static void start() throws IOException {
        place = new VomsPlace(directory, DATABASE.url());
        alice = place.site.alice;
        place.members.put("dune", alice.slashName(), member("dune")).put("cms", alice.slashName(), member("cms"));
        place.service.part(GridTrust.class).reread(); // the LSC files came after the service
        self = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    private static Member member(String vo) {
        List<Value> queue = List.of(new Value("queue", "long & <wide>"));
        return new Member(
                List.of(
                        new Standing.Group(
                                "/" + vo, false, List.of(role("pilot"), new Role("production", queue)), List.of()),
                        new Standing.Group("/" + vo + "/far", false, List.of(role("pilot")), queue),
                        new Standing.Group("/" + vo + "/night", true, List.of(), List.of())),
                List.of(new Value("nickname", "ally")),
                List.of());
    }

    private static Role role(String name) {
        return new Role(name, List.of());
    }

    private static void passed(ClientRun run) {
        assertThat(run.exit()).as(run.output()).isZero();
    }

    /** The groups and roles that the info command lists, {@code Role=NULL} left out. */
    private static List<String> listed(Desk desk, int client) {
        return ATTRIBUTE
                .matcher(desk.info(client, "-all"))
                .results()
                .map((MatchResult found) -> found.group(1).replace("/Role=NULL", ""))
                .toList();
    }

    private static VomsAttributes believed(TestCredential proxy) {
        ChainVerdict verdict = place.service.part(GridTrust.class).verify(proxy.chain());
        assertThat(verdict).isInstanceOf(ChainVerdict.Believed.class);
        VerifiedChain chain = ((ChainVerdict.Believed) verdict).chain();
        assertThat(chain.refusedAttributes()).isEmpty();
        return chain.attributes().getFirst();
    }

    private static long answers(String outcome) {
        Timer timer = place.service
                .part(MeterRegistry.class)
                .find("gridauthz.voms.answer")
                .tags("vo", "dune", "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
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
        long issued = answers("issued");
        passed(place.desk(alice).init(2, "-voms", "dune"));
        assertThat(answers("issued")).isEqualTo(issued + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "2, dune:/dune/Role=pilot, , /dune/Role=pilot /dune /dune/far",
        "3, dune:/dune/Role=pilot, , /dune/Role=pilot /dune /dune/far",
        "2, dune:/dune/far/Role=pilot, , /dune/far/Role=pilot /dune /dune/far",
        "3, dune:/dune/far/Role=pilot, , /dune/far/Role=pilot /dune /dune/far",
        "2, dune:/dune/far, , /dune/far /dune",
        "3, dune:/dune/far, , /dune/far /dune",
        "2, dune:/dune/night, , /dune/night /dune /dune/far",
        "3, dune:/dune/night, , /dune/night /dune /dune/far",
        "2, dune:/dune/Role=pilot, /dune/far, /dune/far /dune/Role=pilot /dune",
        "3, dune:/dune/Role=pilot, /dune/far, /dune/far /dune/Role=pilot /dune",
        "2, dune:/dune/Role=pilot, /dune/Role=pilot, /dune/Role=pilot /dune /dune/far",
        "2, dune:/Role=pilot, , /dune/Role=pilot /dune/far/Role=pilot /dune /dune/far",
        "2, dune:all, , /dune /dune/far /dune/night /dune/Role=pilot /dune/Role=production /dune/far/Role=pilot",
        "3, dune:all, , /dune /dune/far",
    })
    void row3RolesOrderAndAll(int client, String voms, String order, String attributes) {
        Desk desk = place.desk(alice);
        passed(order == null ? desk.init(client, "-voms", voms) : desk.init(client, "-voms", voms, "-order", order));
        assertThat(listed(desk, client)).containsExactly(attributes.split(" "));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row3TwoRolesAtOnceAndSeveralVos(int client) {
        Desk desk = place.desk(alice);
        passed(desk.init(
                client,
                "-voms",
                "dune:/dune/Role=production",
                "-voms",
                "dune:/dune/Role=pilot",
                "-voms",
                "cms:/cms/Role=pilot"));
        assertThat(listed(desk, client))
                .containsExactly(
                        "/dune/Role=production",
                        "/dune/Role=pilot",
                        "/dune",
                        "/dune/far",
                        "/cms/Role=pilot",
                        "/cms",
                        "/cms/far");
    }

    @Test
    void row3ThroughTheXmlProtocol() {
        Desk desk = place.desk(alice);
        for (String voms : List.of("dune", "dune:/dune/Role=pilot")) {
            passed(desk.init(3, "-voms", voms, "-enable_legacy_protocol"));
            assertThat(listed(desk, 3)).endsWith("/dune/far").contains("/dune");
        }
    }

    private static String refused(int client, String... message) {
        String words = String.join("\n", message);
        return client == 2
                ? " \"dune\" Failed\n\nError: " + words
                        + "\n\nNone of the contacted servers for dune were capable\n"
                        + "of returning a valid AC for the user.\n"
                : "Remote VOMS server contacted succesfully.\n\nVOMS server localhost:" + place.dune
                        + " returned the following errors:\n" + words
                        + "\nNone of the contacted servers for dune were capable of returning a valid AC for the user.\n"
                        + "User's request for VOMS attributes could not be fulfilled.\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void row4WhoeverGetsNothingReadsWhyOnce(int client) {
        TestCredential bob = place.ca().person("/DC=org/DC=gridauthz/CN=Bob " + client);
        Desk desk = place.desk(bob);

        ClientRun stranger = desk.init(client, "-voms", "dune");
        assertThat(stranger.exit()).isEqualTo(1);
        assertThat(stranger.output()).endsWith(refused(client, "dune: User unknown to this VO."));

        place.members.put("dune", bob.slashName(), new Standing.Suspended("used another's <key> & was seen"));
        ClientRun suspended = desk.init(client, "-voms", "dune");
        assertThat(suspended.exit()).isEqualTo(1);
        assertThat(suspended.output())
                .endsWith(refused(
                        client, "User is currently suspended!", "Suspension reason: used another's <key> & was seen"));

        place.members.put("dune", bob.slashName(), new Standing.AupUnsigned("https://voms.example.org/aup"));
        ClientRun unsigned = desk.init(client, "-voms", "dune");
        assertThat(unsigned.exit()).isEqualTo(1);
        assertThat(unsigned.output())
                .endsWith(refused(
                        client,
                        "User is currently suspended!",
                        "Suspension reason: the usage policy (AUP) of dune is not signed, or must be signed again:"
                                + " https://voms.example.org/aup"));

        place.members.put("dune", bob.slashName(), new Standing.Unavailable("a test has taken it away"));
        ClientRun away = desk.init(client, "-voms", "dune");
        assertThat(away.exit()).isEqualTo(1);
        assertThat(away.output())
                .endsWith(refused(
                        client, "dune: The members cannot be looked up now. Try again later, or another server."));

        ClientRun notHeld = place.desk(alice).init(client, "-voms", "dune:/dune/Role=root");
        assertThat(notHeld.exit()).isEqualTo(1);
        assertThat(notHeld.output()).endsWith(refused(client, "dune: Unable to satisfy B/dune:root request!"));
    }

    @Test
    void row4WhomNobodyCertifiedIsTurnedAwayAtTheDoor() {
        TestCredential stranger = TestCa.root("/DC=org/DC=other/CN=Other CA").person(alice.slashName());
        assertThat(place.desk(stranger).init(2, "-voms", "dune").output())
                .contains("\"dune\" Failed\n\nError: Server Answer was incorrectly formatted.\n");
        TestCredential revoked = place.ca().person("/DC=org/DC=gridauthz/CN=Mallory");
        place.members.put("dune", revoked.slashName(), member("dune"));
        passed(place.desk(revoked).init(2, "-voms", "dune"));
        place.ca().revoke(revoked.leaf());
        TestAnchors.in(place.site.anchors()).crl(place.ca());
        place.service.part(GridTrust.class).reread();
        assertThat(place.desk(revoked).init(2, "-voms", "dune").output())
                .contains("\"dune\" Failed\n\nError: Server Answer was incorrectly formatted.\n");
        // The Java client does not even ask.
        assertThat(place.desk(stranger).init(3, "-voms", "dune").output()).contains("User credential is not valid!");
        assertThat(place.desk(revoked).init(3, "-voms", "dune").output()).contains("User credential is not valid!");
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

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aProxyNeverGainsAttributesByAskingAgain(int client) {
        TestCredential holder = place.ca().person("/DC=org/DC=gridauthz/CN=Holder " + client);
        place.members.put("dune", holder.slashName(), member("dune"));
        Desk first = place.desk(holder);
        passed(first.init(client, "-voms", "dune:/dune/far"));
        Desk again = place.desk(holder).with(first.proxy());
        byte[] ac = again.separate("dune:/dune/Role=pilot");
        assertThat(again.output())
                .contains("dune : your certificate already contains attributes, only a subset of them can be issued.");
        TestCredential carrying = holder.proxy().attributeCertificate(ac).issue();
        assertThat(believed(carrying).fqans()).containsExactlyInAnyOrder(Fqan.parse("/dune"), Fqan.parse("/dune/far"));
        if (client == 3) {
            ClientRun run = again.init(3, "-noregen", "-voms", "dune:/dune/Role=pilot");
            assertThat(run.output())
                    .contains("dune : your certificate already contains attributes, only a subset of them can be"
                            + " issued.");
            assertThat(believed(again.proxy()).fqans())
                    .containsExactlyInAnyOrder(Fqan.parse("/dune"), Fqan.parse("/dune/far"));
        }
    }

    @Test
    void aNoticeOfTheVoIsShown() {
        TestCredential carol = place.ca().person("/DC=org/DC=gridauthz/CN=Carol");
        Member member = member("dune");
        place.members.put(
                "dune",
                carol.slashName(),
                new Member(member.groups(), List.of(), List.of("Your signature of the AUP ends on 2026-12-01.")));
        for (int client : new int[] {2, 3}) {
            ClientRun run = place.desk(carol).init(client, "-voms", "dune");
            passed(run);
            assertThat(run.output()).containsOnlyOnce("Your signature of the AUP ends on 2026-12-01.");
        }
    }
}
