package org.gridauthz.cli.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gridauthz.cli.Ran;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A VO founded, filled and looked after from a shell. */
class VoVerbTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    Path folder;

    private TestSite site;
    private RunningService voms;

    private Ran as(TestCredential who, Object... verb) {
        List<Object> arguments = new ArrayList<>(Arrays.asList(verb));
        arguments.addAll(List.of(
                "--voms",
                voms.uri("admin", ""),
                "--capath",
                site.anchors(),
                "--cert",
                who.writeChain(folder.resolve("who.pem")),
                "--key",
                who.writeKey(folder.resolve("who.key"))));
        return Ran.gridauthz(arguments.toArray());
    }

    private void good(Ran ran) {
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    }

    @Test
    void aVoIsFoundedAndRun() {
        site = new TestSite(folder);
        TestCredential vera = site.ca.person("/DC=org/DC=gridauthz/CN=Vera Vo");
        String alice = site.alice.slashName();
        try (RunningService running = new RunningService(VomsService.class, site, DATABASE.url())) {
            voms = running;
            good(as(
                    site.admin,
                    "vo",
                    "found",
                    "cms",
                    "--admin",
                    vera.slashName(),
                    "--description",
                    "muons",
                    "--contact",
                    "cms@example.org",
                    "--reason",
                    "agreed"));
            assertThat(as(vera, "vo", "list").out()).contains("cms");
            assertThat(voms.get(site.admin, "/metrics").body())
                    .contains(
                            "\ngridauthz_authority_certificate_seconds ", "\ngridauthz_authority_certificate_alarm 0");
            good(as(vera, "vo", "groups", "cms", "--add", "/cms/higgs"));
            good(as(vera, "vo", "roles", "cms", "--add", "production"));
            assertThat(as(vera, "vo", "groups", "cms").out()).contains("/cms/higgs");
            good(as(
                    vera,
                    "vo",
                    "people",
                    "cms",
                    "--add",
                    alice,
                    "--given-name",
                    "Alice",
                    "--family-name",
                    "Adams",
                    "--email",
                    "alice@example.org",
                    "--reason",
                    "known to me"));
            good(as(vera, "vo", "member", "cms", "Alice", "/cms/higgs", "--role", "production", "--reason", "hers"));
            assertThat(as(vera, "vo", "people", "cms", "--group", "/cms/higgs", "--role", "production")
                            .out())
                    .contains("Alice Adams", "1 of 1");
            good(as(vera, "vo", "suspend", "cms", "Alice", "--code", "SECURITY_INCIDENT", "--reason", "stolen laptop"));
            assertThat(as(vera, "vo", "people", "cms", "--suspended").out()).contains("suspended: SECURITY_INCIDENT");
            good(as(vera, "vo", "restore", "cms", "Alice", "--reason", "new key"));
            good(as(
                    vera,
                    "vo",
                    "member",
                    "cms",
                    "Alice",
                    "/cms/higgs",
                    "--role",
                    "production",
                    "--out",
                    "--reason",
                    "over"));
            assertThat(as(vera, "vo", "applications", "cms").exit()).isZero();
            assertThat(as(site.alice, "vo", "suspend", "cms", "Vera", "--reason", "x")
                            .exit())
                    .isNotZero();
        }
    }
}
