package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GUMS' command line asks and changes, in the messages of Axis 1.4. */
class GumsAdminTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String HOST = OldInterfaces.HOST;
    private static final String ALICE = OldInterfaces.ALICE;

    static OldInterfaces old;
    static GumsInstance gums;

    @BeforeAll
    static void start() {
        old = new OldInterfaces(directory, DATABASE.url());
        gums = old.gums;
    }

    @AfterAll
    static void stop() {
        old.close();
    }

    private static void fault(HttpResponse<String> response, String text) {
        assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(403);
        assertThat(response.body())
                .contains("<faultcode>soapenv:Server.userException</faultcode>")
                .contains(text)
                .doesNotContain("Exception:");
    }

    @Test
    void tellsItsVersionAndWhoAsks() {
        assertThat(old.call(gums.gatekeeper, "getVersion")).isEqualTo("1.5.2");
        assertThat(old.call(gums.gatekeeper, "getCurrentDn")).isEqualTo(HOST);
    }

    @Test
    void aHostMapsAndFetchesItsFiles() {
        assertThat(old.call(gums.gatekeeper, "mapUser", HOST, ALICE, "")).isEqualTo("alice");
        assertThat(old.call(gums.gatekeeper, "mapUser", HOST, ALICE, "", "true"))
                .isEqualTo("alice");
        assertThat(old.call(gums.gatekeeper, "mapUser", HOST, "/CN=Nobody", "/dune"))
                .isNull();
        assertThat(old.call(gums.gatekeeper, "generateGridMapfile", HOST))
                .isEqualTo("#---- members of vo: people ----#\n\"" + ALICE
                        + "\" alice\n#---- members of vo: visitors ----#\n");
        assertThat(old.call(gums.gatekeeper, "generateEmailMapfile", HOST)).contains("alice alice@example.org");
        assertThat(old.call(gums.gatekeeper, "generateOsgUserVoMap", HOST))
                .contains("#voi people")
                .contains("alice people");
        assertThat(old.call(gums.gatekeeper, "generateGrid3UserVoMap", HOST))
                .isEqualTo(old.call(gums.gatekeeper, "generateOsgUserVoMap", HOST));
        assertThat(old.call(gums.admin, "mapAccount", "alice")).isEqualTo(ALICE);
    }

    @ParameterizedTest
    @CsvSource({
        "generateGridMapfile, /CN=other.example.org",
        "mapUser, /CN=other.example.org",
        "mapAccount, alice",
        "getPoolAccountAssignments, grid",
        "updateGroups, ''",
    })
    void aHostMayAskAboutItselfAlone(String operation, String argument) {
        fault(
                old.post(gums.gatekeeper, "admin", OldInterfaces.body(operation, argument, ALICE, "")),
                "You are not authorized to perform");
    }

    @Test
    void manualMembersComeAndGo() {
        String bob = "/DC=org/DC=gridauthz/CN=Bob Brown";
        old.change("manualGroupAdd2", "people", bob);
        old.change("manualMappingAdd", "unused", "people", bob, "bob");
        assertThat(old.call(gums.gatekeeper, "mapUser", HOST, bob, "")).isEqualTo("bob");
        // As in the original: entered without an FQAN, a member comes without one.
        assertThat(old.call(gums.gatekeeper, "mapUser", HOST, bob, "/dune")).isNull();
        old.change("manualMappingRemove2", "people", bob);
        old.change("manualGroupRemove2", "people", bob);
        assertThat(old.call(gums.gatekeeper, "mapUser", HOST, bob, "")).isNull();
    }

    @Test
    void poolsGrowAndShrink() {
        assertThat(old.call(gums.admin, "getPoolAccountAssignments", "grid")).isEqualTo("grid001-010(0/10)");
        old.change("addAccountRange2", "grid", "grid011-015");
        assertThat(old.call(gums.admin, "getPoolAccountAssignments", "grid")).isEqualTo("grid001-015(0/15)");
        fault(
                old.post(gums.admin, "admin", OldInterfaces.body("addAccountRange2", "grid", "grid015-020")),
                "One or more accounts already exist for 'grid grid015-020'. None were added.");
        old.change("removeAccountRange", "grid", "grid011-015");
        old.change("unassignAccountRange", "grid", "grid001-010");
        old.change("setRecyclable", "grid", "grid001", "false");
        assertThat(old.call(gums.admin, "getPoolAccountAssignments", "grid")).isEqualTo("grid001-010(0/10)");
    }

    @Test
    void allListsAreAskedAtOnce() {
        assertThat(old.call(gums.admin, "updateGroups")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"getConfiguration", "setConfiguration", "mergeConfiguration", "backupConfiguration"})
    void configurationIsAPolicyNow(String operation) {
        fault(old.post(gums.admin, "admin", OldInterfaces.body(operation)), "use `gridauthz policy`");
    }

    @Test
    void refusesWhatIsNoCallOfTheCommandLine() {
        fault(old.post(gums.admin, "admin", "<x/>"), "NOT_A_QUERY");
        fault(old.post(gums.admin, "admin", OldInterfaces.body("dropTables")), "no such operation");
        fault(old.post(gums.admin, "admin", OldInterfaces.body("manualGroupAdd2", "people")), "needs an argument 2");
        fault(
                old.post(gums.admin, "admin", OldInterfaces.body("manualGroupAdd2", "people", "no name")),
                "DN_MALFORMED");
        String bomb = "<!DOCTYPE e [<!ENTITY a \"x\">]>";
        fault(
                old.post(gums.admin, "admin", OldInterfaces.body("getVersion").replace("?>", "?>" + bomb)),
                "DOCTYPE_REFUSED");
        // A page in somebody's browser; changes anywhere but on their listener; another media type.
        fault(
                old.post(gums.admin, "admin", OldInterfaces.body("getVersion"), "Origin", "https://evil.example.org"),
                "RIGHT_MISSING");
        fault(old.post(gums.admin, "service", OldInterfaces.body("updateGroups")), "You are not authorized");
        HttpResponse<String> form = gums.send(
                gums.admin,
                HttpRequest.newBuilder(gums.uri("admin", "/gums/services/GUMSAdmin"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(OldInterfaces.body("updateGroups")))
                        .build());
        fault(form, "MEDIA_TYPE_UNSUPPORTED");
    }
}
