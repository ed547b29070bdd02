package org.gridauthz.cli.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gridauthz.cli.Ran;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site that wants two officers for a lift: one asks, another one confirms. */
class SecondOfficerTest {
    private static final String OTHER = "/DC=org/DC=gridauthz/CN=Otto Officer";
    private static final String EVE = "/DC=org/DC=gridauthz/CN=Eve Ear";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    Path folder;

    private TestSite site;
    private RunningService saz;

    private Ran as(TestCredential who, Object... verb) {
        List<Object> arguments = new ArrayList<>(Arrays.asList(verb));
        arguments.addAll(List.of(
                "--yes",
                "--saz",
                saz.uri("admin", ""),
                "--capath",
                site.anchors(),
                "--cert",
                who.writeChain(folder.resolve("who.pem")),
                "--key",
                who.writeKey(folder.resolve("who.key"))));
        return Ran.gridauthz(arguments.toArray());
    }

    @Test
    void oneAsksAndAnotherConfirms() {
        site = new TestSite(folder);
        TestCredential other = site.ca.person(OTHER);
        try (RunningService running = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.saz.four-eyes-lifting=true",
                "--gridauthz.access.admins[1].dn=" + OTHER,
                "--gridauthz.access.admins[1].verbs=READ,BANS")) {
            saz = running;
            assertThat(as(site.admin, "ban", "dn", EVE, "--reason", "mining", "--ticket", "SEC-1")
                            .exit())
                    .isZero();
            Ran asked = as(site.admin, "lift", "dn", EVE, "--reason", "a test");
            assertThat(asked.exit()).as(asked.err()).isEqualTo(1);
            assertThat(asked.out()).contains("waits for a second officer");
            Ran herself = as(site.admin, "lift", "dn", EVE, "--reason", "a test", "--second");
            assertThat(herself.exit()).isEqualTo(1);
            assertThat(herself.err()).contains("SECOND_OFFICER_NEEDED");
            Ran confirmed = as(other, "lift", "dn", EVE, "--reason", "I agree", "--second");
            assertThat(confirmed.exit()).as(confirmed.err()).isZero();
            assertThat(confirmed.out()).contains("lifted");
            assertThat(as(other, "lift", "dn", EVE, "--reason", "again", "--second")
                            .exit())
                    .isEqualTo(1);
        }
    }
}
