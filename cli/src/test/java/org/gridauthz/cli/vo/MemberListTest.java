package org.gridauthz.cli.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.voms.VomsCompatibility;
import org.gridauthz.memberlist.voms.VomsEndpoint;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** GUMS's own refresh reads a VO's members from VOMS's own service. */
class MemberListTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final JsonMapper JSON = new JsonMapper();

    static TestSite site;
    static RunningService voms;
    static URI endpoint;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        voms = new RunningService(VomsService.class, site, DATABASE.url());
        endpoint = VomsEndpoint.of(voms.uri("service", "/voms/dune").toString());
        done(
                "/api/v1/vos",
                Map.of(
                        "name", "dune",
                        "description", "for tests",
                        "contact", "dune@example.org",
                        "admin", TestSite.ADMIN,
                        "reason", "founded for a test"));
        done("/api/v1/vos/dune/groups", Map.of("path", "/dune/far", "reason", "wanted"));
        for (String name : List.of("Alice", "Bob")) {
            done(
                    "/api/v1/vos/dune/people",
                    Map.of(
                            "givenName",
                            name,
                            "familyName",
                            "Adams",
                            "email",
                            name + "@example.org",
                            "certificates",
                            List.of(Map.of("name", "/DC=org/DC=gridauthz/CN=" + name + " & Co")),
                            "reason",
                            "known to me"));
        }
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static void done(String path, Map<String, Object> body) {
        var response = voms.call(site.admin, "POST", path, JSON.writeValueAsString(body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static Listing fetch(String container) {
        return new VomsCompatibility(() -> site.admin.sslContext(), ListLimits.DEFAULT).fetch(endpoint, container);
    }

    @Test
    void allMembersAGroupNobodyAndNoGroup() {
        for (String all : new String[] {null, "/dune"}) {
            assertThat(fetch(all))
                    .isInstanceOfSatisfying(
                            Listing.Listed.class,
                            listed -> assertThat(listed.rows())
                                    .extracting(row -> row.key())
                                    .containsExactly(
                                            "/DC=org/DC=gridauthz/CN=Alice & Co", "/DC=org/DC=gridauthz/CN=Bob & Co"));
        }
        assertThat(fetch("/dune/far"))
                .isInstanceOfSatisfying(
                        Listing.Listed.class,
                        listed -> assertThat(listed.rows()).isEmpty());
        assertThat(fetch("/dune/near"))
                .isInstanceOfSatisfying(
                        Listing.NotListed.class,
                        not -> assertThat(not.fault()).isEqualTo(Listing.Fault.UNKNOWN_CONTAINER));
    }

    @Test
    void aHostWithoutRightsIsRefusedAndKnowsIt() {
        Listing refused =
                new VomsCompatibility(() -> site.gatekeeper.sslContext(), ListLimits.DEFAULT).fetch(endpoint, "/dune");
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Listing.NotListed.class, not -> assertThat(not.fault()).isEqualTo(Listing.Fault.REFUSED));
    }
}
