package org.gridauthz.cli.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A SAZ reads the ban lists of a real VOMS (whoever is a member of a VO made for it) and of a real SAZ next door: three services, each on a
 * database of its own.
 */
class RealFeedsTest {
    private static final String HOST = "/DC=org/DC=gridauthz/CN=localhost";
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final DatabaseBackend OF_VOMS = DatabaseBackend.h2();

    @RegisterExtension
    static final DatabaseBackend NEXT_DOOR = DatabaseBackend.h2();

    @RegisterExtension
    static final DatabaseBackend HERE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService voms;
    private static RunningService nextDoor;
    private static RunningService saz;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        voms = new RunningService(VomsService.class, site, OF_VOMS.url(), "--spring.application.name=voms");
        nextDoor = new RunningService(
                SazService.class,
                site,
                NEXT_DOOR.url(),
                "--spring.application.name=saz",
                "--gridauthz.saz.ban-file-readers[0]=" + HOST);
        saz = new RunningService(
                SazService.class,
                site,
                HERE.url(),
                "--spring.application.name=saz",
                "--gridauthz.saz.feeds[0].name=egi",
                "--gridauthz.saz.feeds[0].form=VOMS",
                "--gridauthz.saz.feeds[0].url=" + voms.uri("service", "/voms/banned"),
                "--gridauthz.saz.feeds[0].vo=banned",
                "--gridauthz.saz.feeds[1].name=next-door",
                "--gridauthz.saz.feeds[1].form=GRIDAUTHZ",
                "--gridauthz.saz.feeds[1].url=" + nextDoor.uri("service", "/api/v1/banfiles/json"));
    }

    @AfterAll
    static void stop() {
        for (RunningService service : new RunningService[] {saz, nextDoor, voms}) {
            if (service != null) {
                service.close();
            }
        }
    }

    private static JsonNode done(RunningService service, String method, String path, Map<String, Object> body) {
        var response = service.call(site.admin, method, "/api/v1" + path, JSON.writeValueAsString(body));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
        return RunningService.json(response);
    }

    /** The state of a feed after a read at this moment. */
    private static JsonNode read(String feed) {
        return done(saz, "POST", "/feeds/" + feed + "/refresh", Map.of());
    }

    /** Reads until the feed has so many bans: the other side's files follow its changes by milliseconds. */
    private static void readUntil(String feed, int bans) {
        long begun = System.nanoTime();
        for (JsonNode state = read(feed); state.path("bans").asInt() != bans; state = read(feed)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as(state.toString())
                    .isLessThan(Duration.ofSeconds(60));
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void until(String decision, String body) {
        long begun = System.nanoTime();
        for (String now = ""; !now.equals(decision); LockSupport.parkNanos(20_000_000)) {
            JsonNode answer = RunningService.json(saz.ask(site.storage, "/api/v1/decisions", body));
            now = answer.at("/results/0/decision").asString();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as(body + " is answered " + answer)
                    .isLessThan(Duration.ofSeconds(60));
        }
    }

    private static String entered(TestCredential who) {
        return done(
                        voms,
                        "POST",
                        "/vos/banned/people",
                        Map.of(
                                "givenName",
                                "Some",
                                "familyName",
                                "Body",
                                "email",
                                "somebody@example.org",
                                "certificates",
                                List.of(Map.of("name", who.slashName(), "issuer", site.ca.slashName())),
                                "reason",
                                "on the list of the federation"))
                .path("id")
                .asString();
    }

    /** Suspended there is banned no more here; a VOMS that is gone lifts nobody. */
    @Test
    void theMembersOfAVoMadeForItAreBanned() {
        done(
                voms,
                "POST",
                "/vos",
                Map.of(
                        "name", "banned",
                        "description", "whoever is banned everywhere",
                        "contact", "csirt@example.org",
                        "admin", TestSite.ADMIN,
                        "reason", "for sites to read"));
        assertThat(read("egi").path("fault").asString())
                .as("this host may not read it")
                .startsWith("list.");
        done(
                voms,
                "PUT",
                "/vos/banned/acl",
                Map.of(
                        "group", "/banned",
                        "kind", "CERTIFICATE",
                        "name", HOST,
                        "issuer", site.ca.slashName(),
                        "permissions", "MEMBERSHIP_READ",
                        "reason", "the site's SAZ"));
        TestCredential eve = site.ca.person("/DC=org/DC=gridauthz/CN=Eve Ear");
        TestCredential mallory = site.ca.person("/DC=org/DC=gridauthz/CN=Mallory Mole");
        String ofEve = RunningService.chainBody(eve.proxies(2));
        String ofMallory = RunningService.chainBody(mallory);
        until("permit", ofEve);
        String eves = entered(eve);
        entered(mallory);
        readUntil("egi", 2);
        until("deny", ofEve);
        until("deny", ofMallory);
        done(voms, "POST", "/vos/banned/people/" + eves + "/suspension", Map.of("code", "OTHER", "reason", "cleared"));
        readUntil("egi", 1);
        until("permit", ofEve);
        until("deny", ofMallory);

        voms.close();
        JsonNode failed = read("egi");
        assertThat(failed.path("fault").asString()).startsWith("list.");
        assertThat(failed.path("bans").asInt()).isOne();
        until("deny", ofMallory);
    }

    /** What its officers ban, and lift; but not whole VOs, which this site did not ask for, and not what it has of others. */
    @Test
    void whatTheOfficersNextDoorBanIsBannedHere() {
        TestCredential eve = site.ca.person("/DC=org/DC=gridauthz/CN=Eve Next Door");
        String ofEve = RunningService.chainBody(eve.proxies(1));
        String ofMole = "{\"subjects\":[{\"dn\":\"/DC=org/CN=Mole\"}]}";
        String ofProd = "{\"subjects\":[{\"dn\":\"/DC=org/CN=P\",\"fqans\":[\"/dune/prod/Role=pilot\"]}]}";
        String ofNova = "{\"subjects\":[{\"dn\":\"/DC=org/CN=N\",\"fqans\":[\"/nova\"]}]}";
        // Before the bans: the schedule may read the feed at any moment after them.
        for (String one : List.of(ofEve, ofMole, ofProd, ofNova)) {
            until("permit", one);
        }
        String mole = banned("dn", "/DC=org/CN=Mole", Map.of());
        banned(
                "certificate",
                site.ca.slashName(),
                Map.of("qualifier", eve.endEntity().getSerialNumber().toString()));
        banned("fqan", "/dune/prod/*", Map.of());
        banned("vo", "nova", Map.of("confirm", "nova"));
        readUntil("next-door", 3);
        for (String one : List.of(ofEve, ofMole, ofProd)) {
            until("deny", one);
        }
        until("permit", ofNova);

        done(nextDoor, "POST", "/bans/" + mole + "/lift", Map.of("turn", 1, "reason", "a mistake"));
        readUntil("next-door", 2);
        until("permit", ofMole);
        until("deny", ofEve);
        assertThat(saz.get(site.admin, "/api/v1/bans?origin=feed:next-door").body())
                .contains("listed by localhost", "/dune/prod/*");
    }

    private static String banned(String kind, String value, Map<String, Object> more) {
        Map<String, Object> ban = new java.util.HashMap<>(more);
        ban.putAll(Map.of("kind", kind, "value", value, "reason", "an incident next door", "ticket", "SEC-7"));
        return done(nextDoor, "POST", "/bans", ban).path("id").asString();
    }
}
