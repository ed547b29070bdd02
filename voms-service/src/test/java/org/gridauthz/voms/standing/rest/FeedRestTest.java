package org.gridauthz.voms.standing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The member feed over REST: the list in pages, what changed since, and who may read it. */
class FeedRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static VomsSite voms;
    private static TestCredential vera;

    @BeforeAll
    static void start() {
        voms = new VomsSite(directory, DATABASE.url());
        vera = voms.person("Vera Vo");
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static String founded(String vo, String... names) {
        voms.found(vo, Map.of());
        String last = "";
        for (String name : names) {
            last = voms.enter(vo, name);
        }
        return last;
    }

    private static List<String> names(JsonNode answer) {
        return answer.path("members")
                .valueStream()
                .flatMap(member -> member.path("names").valueStream())
                .map(name -> name.path("name").asString())
                .toList();
    }

    private static String position(String vo) {
        return voms.get(vera, "/api/v1/vos/" + vo + "/members").path("position").asString();
    }

    private static JsonNode since(String vo, String position, int wait) {
        return voms.get(vera, "/api/v1/vos/" + vo + "/members/changes?wait=" + wait + "&since=" + position);
    }

    private static void suspend(String vo, String person) {
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/" + vo + "/people/" + person + "/suspension",
                Map.of("code", "SECURITY_INCIDENT", "reason", "stolen laptop"));
    }

    @Test
    void aListInPagesIsWholeAndHasTheTagOfItsPosition() {
        founded("paged", "Ann A", "Ben B", "Cat C");
        JsonNode first = voms.get(vera, "/api/v1/vos/paged/members?limit=2");
        assertThat(first.path("members").size()).isEqualTo(2);
        JsonNode second = voms.get(
                vera,
                "/api/v1/vos/paged/members?limit=2&after=" + first.path("next").asString());
        assertThat(second.path("next").isMissingNode() || second.path("next").isNull())
                .isTrue();
        assertThat(names(first)).hasSize(2);
        assertThat(names(second)).hasSize(1);
        assertThat(List.of(names(first), names(second)).stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(VomsSite.dn("Ann A"), VomsSite.dn("Ben B"), VomsSite.dn("Cat C"));
        HttpResponse<String> whole = voms.service.get(vera, "/api/v1/vos/paged/members");
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        HttpRequest again = HttpRequest.newBuilder(voms.service.uri("admin", "/api/v1/vos/paged/members"))
                .header("If-None-Match", tag)
                .build();
        assertThat(voms.service.send(vera, again).statusCode()).isEqualTo(304);
        voms.enter("paged", "Dan D");
        assertThat(voms.service.send(vera, again).statusCode()).isEqualTo(200);
    }

    @Test
    void aSuspensionReachesWhoeverWaits() throws Exception {
        String ben = founded("waited", "Ann A", "Ben B");
        String position = position("waited");
        assertThat(since("waited", position, 0).path("members").size()).isZero();
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> since("waited", position, 60));
        suspend("waited", ben);
        Instant done = Instant.now();
        JsonNode news = waiting.get();
        assertThat(Duration.between(done, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(news.path("members").size()).isEqualTo(1);
        assertThat(news.at("/members/0/person").asString()).isEqualTo(ben);
        assertThat(names(news)).isEmpty();
        assertThat(names(voms.get(vera, "/api/v1/vos/waited/members"))).containsExactly(VomsSite.dn("Ann A"));
        voms.done(vera, "DELETE", "/api/v1/vos/waited/people/" + ben + "/suspension?reason=new+key", null);
        assertThat(names(since("waited", news.path("position").asString(), 60))).containsExactly(VomsSite.dn("Ben B"));
    }

    @Test
    void groupsRolesAndWhatEndsByItself() {
        String ben = founded("ending", "Ann A", "Ben B");
        voms.done(vera, "POST", "/api/v1/vos/ending/groups", Map.of("path", "/ending/far", "reason", "wanted"));
        String far = "/api/v1/vos/ending/members?container=/ending/far";
        String position = voms.get(vera, far).path("position").asString();
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/ending/people/" + ben + "/memberships",
                Map.of(
                        "group",
                        "/ending/far",
                        "ends",
                        Instant.now().plusSeconds(3).toString(),
                        "reason",
                        "a short visit"));
        JsonNode entered =
                voms.get(vera, "/api/v1/vos/ending/members/changes?container=/ending/far&wait=60&since=" + position);
        assertThat(names(entered)).containsExactly(VomsSite.dn("Ben B"));
        JsonNode over = voms.get(
                vera,
                "/api/v1/vos/ending/members/changes?container=/ending/far&wait=60&since="
                        + entered.path("position").asString());
        assertThat(over.at("/members/0/person").asString()).isEqualTo(ben);
        assertThat(names(over)).isEmpty();
        assertThat(names(voms.get(vera, "/api/v1/vos/ending/members"))).hasSize(2);
    }

    @Test
    void aCertificateAndATokenAreNamesAndASuspendedOneIsNot() {
        String ann = founded("named", "Ann A");
        String position = position("named");
        String token = voms.done(
                        vera,
                        "POST",
                        "/api/v1/vos/named/people/" + ann + "/certificates",
                        Map.of(
                                "kind",
                                "TOKEN",
                                "name",
                                "8a3f-11",
                                "issuer",
                                "https://issuer.example.org/named",
                                "reason",
                                "her token"))
                .path("id")
                .asString();
        JsonNode news = since("named", position, 60);
        assertThat(names(news)).containsExactlyInAnyOrder(VomsSite.dn("Ann A"), "8a3f-11");
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/named/people/" + ann + "/certificates/" + token + "/suspension",
                Map.of("code", "SECURITY_INCIDENT", "reason", "leaked"));
        assertThat(names(since("named", news.path("position").asString(), 60))).containsExactly(VomsSite.dn("Ann A"));
    }

    @Test
    void whatIsNotKnownAnyMoreIsSaidAndStrangersReadNothing() {
        founded("strict", "Ann A");
        String position = position("strict");
        String other = "0123456789abcdef" + position.substring(position.indexOf(':'));
        String changes = "/api/v1/vos/strict/members/changes?since=";
        voms.refused(voms.service.get(vera, changes + other), 410, "POSITION_UNKNOWN");
        voms.refused(voms.service.get(vera, changes + "never"), 400, "PARAMETER_INVALID");
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/strict",
                Map.of(
                        "description",
                        "d",
                        "contact",
                        "c@example.org",
                        "rules",
                        Map.of("graceDays", 1),
                        "reason",
                        "stricter"));
        voms.refused(voms.service.get(vera, changes + position), 410, "POSITION_UNKNOWN");
        voms.refused(voms.service.get(vera, "/api/v1/vos/strict/members?container=/strict/no"), 404, "NOT_FOUND");
        voms.refused(voms.service.get(voms.site.gatekeeper, "/api/v1/vos/strict/members"), 403, "RIGHT_MISSING");
        assertThat(RunningService.json(voms.service.get(voms.site.admin, "/api/v1/vos/strict/members"))
                        .path("members")
                        .size())
                .isEqualTo(1);
    }
}
