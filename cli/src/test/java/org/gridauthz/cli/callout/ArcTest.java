package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ArcService;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Debian's ARC runs gridauthz-callout as {@code plugin} and {@code map_with_plugin} for every connection. */
@Tag("clients")
class ArcTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static CalloutSite site;
    private static TestCredential eve;

    @BeforeAll
    static void start() {
        site = new CalloutSite(directory, DATABASE.url());
        eve = site.site.ca.person("/DC=org/DC=gridauthz/CN=Eve Ear");
        site.ban("dn", "/DC=org/DC=gridauthz/CN=Eve Ear");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** A wrapper with the test's servers, since arc.conf has room for a command only. */
    private static Path callout(String name, String saz, String gums) throws Exception {
        Path settings = CalloutSite.write(
                directory.resolve(name + ".conf"),
                "saz " + saz + "\ngums " + gums + "\ncert " + directory.resolve("storage.pem") + "\nkey "
                        + directory.resolve("storage.key") + "\ncapath " + site.site.anchors() + "\n");
        Path wrapper = CalloutSite.write(
                directory.resolve(name),
                "#!/bin/sh\nout=$(" + ScriptRun.SCRIPTS.resolve("gridauthz-callout") + " --config " + settings
                        + " \"$@\")\ncode=$?\nprintf '%s %s %s\\n' \"$1\" \"$code\" \"$out\" >> "
                        + directory.resolve(name + ".log")
                        + "\nprintf '%s' \"$out\"\nexit $code\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        return wrapper;
    }

    private static Path arcConf(String name, String group, Path callout) {
        TestCredential host = site.site.gatekeeper;
        return CalloutSite.write(directory.resolve(name), """
            [common]
            hostname=localhost
            x509_host_key=%s
            x509_host_cert=%s
            x509_cert_dir=%s
            [authgroup:site]
            %s
            all = yes
            [mapping]
            map_with_plugin = site 20 %s arc-map %%D %%P
            [echo]
            allowaccess = site
            """.formatted(
                        host.writeKey(directory.resolve("ce.key")),
                        host.writeChain(directory.resolve("ce.pem")),
                        site.site.anchors(),
                        group.formatted(callout),
                        callout));
    }

    @Test
    void arcLetsInWhomSazPermitsAsTheAccountOfGums() throws Exception {
        Path callout = callout("callout", site.url(site.saz), site.url(site.gums));
        Path conf = arcConf("arc.conf", "-!plugin = 20 %s arc-authz %%D %%P", callout);
        TestCredential host = site.site.ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost");
        try (ArcService arc = new ArcService(site.site, host, conf)) {
            HttpResponse<String> alice =
                    arc.echo(site.site.vo.proxy(site.site.alice, "/dune/Role=production", "/dune"));
            assertThat(alice.body()).as(arc.log()).contains("[ hello ]");
            HttpResponse<String> refused = arc.echo(site.site.vo.proxy(eve, "/dune"));
            assertThat(refused.body()).as(arc.log()).doesNotContain("[ hello ]");
        }
        assertThat(Files.readAllLines(directory.resolve("callout.log")))
                .contains("arc-authz 0 ", "arc-map 0 dunepro:dune", "arc-authz 1 ")
                .noneMatch(line -> line.startsWith("arc-map 2"));
    }

    @Test
    void inAnOutageTheOpenRuleLetsInAndTheMappingFails() throws Exception {
        Path callout = callout("outage", "https://localhost:1", "https://localhost:1");
        Path conf = arcConf("outage-arc.conf", "-plugin = 20 %s arc-banned %%D %%P", callout);
        TestCredential host = site.site.ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost");
        try (ArcService arc = new ArcService(site.site, host, conf)) {
            HttpResponse<String> answer =
                    arc.echo(site.site.vo.proxy(site.site.alice, "/dune/Role=production", "/dune"));
            assertThat(answer.body()).as(arc.log()).doesNotContain("[ hello ]");
        }
        assertThat(Files.readAllLines(directory.resolve("outage.log"))).contains("arc-banned 1 ", "arc-map 2 ");
    }
}
