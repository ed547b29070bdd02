package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanImport;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real SAZ reads the lists of others from a real HTTPS server that asks for its certificate and is sometimes out of its mind. */
class FeedsTest {
    private static final String PAP = """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
         <listPoliciesResponse xmlns="http://org.glite.authz/wsdl/pap/services/xacml_policy_management">
          <listPoliciesReturn xmlns:x="urn:oasis:names:tc:xacml:2.0:policy:schema:os">
           <x:Policy PolicyId="p1"><x:Rule RuleId="r1" Effect="Deny"><x:Target><x:Subjects><x:Subject>
             <x:SubjectMatch MatchId="urn:oasis:names:tc:xacml:1.0:function:x500Name-equal">
              <x:AttributeValue DataType="urn:oasis:names:tc:xacml:1.0:data-type:x500Name">CN=Of Argus,DC=org</x:AttributeValue>
              <x:SubjectAttributeDesignator AttributeId="subject-id"/>
             </x:SubjectMatch></x:Subject></x:Subjects></x:Target></x:Rule></x:Policy>
          </listPoliciesReturn></listPoliciesResponse></soapenv:Body></soapenv:Envelope>\
        """;

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static OtherLists others;
    private static TestSite site;
    private static RunningService saz;

    @BeforeAll
    static void start() throws IOException {
        site = new TestSite(directory);
        others = new OtherLists(site);
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                Stream.of(
                                feed(0, "lines", "LINES", "max-bytes=100000"),
                                feed(3, "slow", "LINES", "deadline=2s"),
                                feed(1, "argus", "ARGUS", "max-bans=10"),
                                feed(2, "next-door", "GRIDAUTHZ", "max-bans=3"))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    private static List<String> feed(int number, String name, String form, String bound) {
        String setting = "--gridauthz.saz.feeds[" + number + "].";
        return List.of(
                setting + "name=" + name,
                setting + "form=" + form,
                setting + bound,
                setting + "url=" + others.url(name));
    }

    @AfterAll
    static void stop() {
        saz.close();
        others.close();
    }

    private static JsonNode read(String name, String query) {
        HttpResponse<String> read = saz.call(site.admin, "POST", "/api/v1/feeds/" + name + "/refresh" + query, "");
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        return RunningService.json(read);
    }

    private static String bans(String origin) {
        return RunningService.json(saz.get(site.admin, "/api/v1/bans?origin=" + origin))
                .path("bans")
                .toString();
    }

    private static String code(HttpResponse<String> response) {
        return RunningService.json(response).path("code").asString();
    }

    @Test
    void aListIsTakenAndNeitherErrorsNorEmptinessNorFloodsTakeItAway() {
        others.answers.put("lines", "# banned\n/CN=Line One\n\"/CN=Line Two\"\n/CN=Line Three\n");
        assertThat(read("lines", "").path("bans").asInt()).isEqualTo(3);
        assertThat(bans("feed:lines")).contains("/CN=Line One", "/CN=Line Two", "/CN=Line Three");

        others.answers.remove("lines");
        assertThat(read("lines", "").path("fault").asString()).isEqualTo("list.refused");
        others.answers.put("lines", OtherLists.ENDLESS);
        assertThat(read("lines", "").path("fault").asString()).isEqualTo("list.too-large");
        others.answers.put("lines", "");
        assertThat(read("lines", "").path("fault").asString()).isEqualTo("list.held-back");
        others.answers.put("lines", "/CN=Line One\n");
        JsonNode shrunk = read("lines", "");
        assertThat(shrunk.path("fault").asString()).isEqualTo("list.held-back");
        assertThat(shrunk.path("heldSize").asInt()).isEqualTo(1);
        assertThat(bans("feed:lines")).contains("/CN=Line One", "/CN=Line Two", "/CN=Line Three");

        assertThat(read("lines", "?accept=1").path("bans").asInt()).isEqualTo(1);
        assertThat(bans("feed:lines")).contains("/CN=Line One").doesNotContain("/CN=Line Two");
    }

    @Test
    void aListThatNeverEndsByTimeIsGivenUpAtItsDeadline() {
        others.answers.put("slow", "/CN=Slow One\n/CN=Slow Two\n");
        assertThat(read("slow", "").path("bans").asInt()).isEqualTo(2);
        others.answers.put("slow", OtherLists.STALLED);
        long begun = System.nanoTime();
        assertThat(read("slow", "").path("fault").asString()).isEqualTo("list.timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("given up, and at its own deadline of 2 s")
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
        assertThat(bans("feed:slow")).contains("/CN=Slow One", "/CN=Slow Two").doesNotContain("one more");
    }

    @Test
    void aPapAndAnotherGridAuthzAreReadInTheirOwnWords() {
        others.answers.put("argus", PAP);
        assertThat(read("argus", "").path("bans").asInt()).isEqualTo(1);
        assertThat(bans("feed:argus")).contains("/DC=org/CN=Of Argus");

        assertThat(saz.call(
                                site.admin,
                                "POST",
                                "/api/v1/bans",
                                "{\"kind\":\"dn\",\"value\":\"/CN=Of An Officer\",\"reason\":\"r\",\"ticket\":\"t\"}")
                        .statusCode())
                .isEqualTo(201);
        // What the other GridAuthz says is what this one would say to it.
        String list = "";
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!list.contains("Of An Officer") && System.nanoTime() < end) {
            list = saz.get(site.admin, "/api/v1/banfiles/json").body();
        }
        others.answers.put("next-door", list);
        assertThat(read("next-door", "").path("bans").asInt())
                .as("its officer's ban, and not what it has of a feed: " + list)
                .isEqualTo(1);
        assertThat(bans("feed:next-door")).contains("/CN=Of An Officer").doesNotContain("Of Argus");
        String four = Stream.of("a", "b", "c", "d")
                .map(name -> "{\"kind\":\"dn\",\"value\":\"/CN=" + name + "\",\"origin\":\"officer\"}")
                .collect(Collectors.joining(","));
        others.answers.put("next-door", "{\"bans\":[" + four + "]}");
        assertThat(read("next-door", "").path("fault").asString()).isEqualTo("list.too-large");
        assertThat(bans("feed:next-door")).contains("/CN=Of An Officer");
    }

    @Test
    void theBansOfAFeedThatIsSetNoMoreAreDroppedByAnOfficer() {
        assertThat(code(saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans?dryRun=true", "")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(saz.call(site.admin, "DELETE", "/api/v1/feeds/lines/bans?dryRun=true", "")))
                .as("it is set")
                .isEqualTo("CONFLICT");
        new BanImport(saz.part(BanBook.class))
                .replace(
                        "feed:gone",
                        List.of(BanTarget.of(BanKind.DN, "/CN=Of Long Ago")),
                        "r",
                        "t",
                        new AdminAct("saz", "schedule", "read-feed", "feed:gone", "r", null));
        assertThat(code(saz.call(site.gatekeeper, "DELETE", "/api/v1/feeds/gone/bans?dryRun=true", "")))
                .isEqualTo("RIGHT_MISSING");
        HttpResponse<String> dry = saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans?dryRun=true", "");
        assertThat(dry.body()).contains("/CN=Of Long Ago").contains("\"bans\":1");
        assertThat(bans("feed:gone")).contains("/CN=Of Long Ago");
        assertThat(code(saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans", "")))
                .isEqualTo("FIELD_MISSING");
        HttpResponse<String> dropped = saz.call(site.admin, "DELETE", "/api/v1/feeds/gone/bans?reason=over", "");
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
        assertThat(bans("feed:gone")).isEqualTo("[]");
    }
}
