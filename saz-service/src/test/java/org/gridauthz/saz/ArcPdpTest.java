package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ArcService;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ARC's own Argus client, unmodified from Debian, asks SAZ at {@code /authz} before it serves anybody. */
@Tag("clients")
class ArcPdpTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static TestSite site;
    static RunningService saz;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        saz = new RunningService(SazService.class, site, DATABASE.url());
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"emi", "cream", "subject"})
    void servesWhoMayComeAndNobodyElse(String profile) {
        TestCredential user = site.ca.person("/DC=org/DC=gridauthz/CN=Carol with " + profile);
        TestCredential proxy = site.vo.proxy(user, "/dune/Role=production", "/dune");
        TestCredential host = site.ca.host("/DC=org/DC=gridauthz/CN=ce1.example.org", "ce1.example.org", "localhost");
        try (ArcService arc = new ArcService(site, host, saz.uri("service", "/authz"), profile)) {
            HttpResponse<String> before = arc.echo(proxy);
            assertThat(before.body()).as(arc.log()).contains("[ hello ]");
            HttpResponse<String> made = saz.call(
                    site.admin,
                    "POST",
                    "/api/v1/bans",
                    "{\"kind\":\"dn\",\"value\":\"" + user.slashName()
                            + "\",\"reason\":\"stolen\",\"ticket\":\"T-1\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            HttpResponse<String> ban = saz.send(
                    site.admin,
                    java.net.http.HttpRequest.newBuilder(saz.uri("admin", "/api/v1/bans"))
                            .header(
                                    "At-Least-Epoch",
                                    RunningService.json(made).at("/epoch").asString())
                            .build());
            assertThat(ban.statusCode()).isEqualTo(200);
            HttpResponse<String> after = arc.echo(proxy);
            assertThat(after.body()).doesNotContain("[ hello ]");
            assertThat(arc.log()).contains("The reached decision is: DENY");
            // Somebody else still comes.
            assertThat(arc.echo(site.vo.proxy(site.alice, "/dune")).body()).contains("[ hello ]");
        }
    }
}
