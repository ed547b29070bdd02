package org.gridauthz.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gridauthz.packages.InstalledSuite.Answered;
import org.gridauthz.testkit.clients.ClientRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one installation, step after step: each test takes the machine as the one before left it. */
@Tag("packages")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackageTest {
    private static final Path DEB = Path.of("target/gridauthz_amd64.deb").toAbsolutePath();
    private static final Machine MACHINE = Machine.unpacked("debian");
    private static final InstalledSuite SUITE = new InstalledSuite(MACHINE);

    @BeforeAll
    static void boot() {
        MACHINE.bring(DEB, "root/gridauthz.deb");
        MACHINE.boot();
        SUITE.bringCredentials();
    }

    @AfterAll
    static void close() {
        MACHINE.close();
    }

    @Test
    @Order(1)
    void isInstalledByAptOnAMachineWithoutJavaAndStartsNothing() {
        assertThat(MACHINE.run("sh", "-c", "command -v java").exit()).isNotZero();
        MACHINE.good("apt-get install -y --no-install-recommends /root/gridauthz.deb");

        assertThat(MACHINE.good("dpkg-query -s gridauthz"))
                .contains("Maintainer: The GridAuthz authors\n")
                .doesNotContain("Homepage", "invalid");
        assertThat(MACHINE.good("gridauthz --version")).contains("gridauthz");
        assertThat(MACHINE.good("getent passwd gridauthz")).contains("/nologin");
        assertThat(MACHINE.run("systemctl", "is-active", "gridauthz-saz").output())
                .startsWith("inactive");
        assertThat(MACHINE.good("stat -c '%a %U %G' /etc/gridauthz /var/log/gridauthz"))
                .isEqualTo("750 root gridauthz\n750 gridauthz gridauthz\n");
        assertThat(MACHINE.run("/usr/libexec/gridauthz-callout", "arc-map", "/CN=x", "-")
                        .output())
                .contains("no GUMS is configured");
        assertThat(MACHINE.good("logrotate -d /etc/logrotate.d/gridauthz 2>&1")).doesNotContain("error");
        assertThat(MACHINE.good("bash -c '. /usr/share/bash-completion/completions/gridauthz'"))
                .isEmpty();
    }

    @Test
    @Order(2)
    void theUnitsAreHardened() {
        for (String name : new String[] {"gums", "saz", "voms"}) {
            ClientRun verified = MACHINE.run("systemd-analyze", "verify", "gridauthz-" + name + ".service");
            assertThat(verified.exit()).as(verified.output()).isZero();
            assertThat(verified.output()).isEmpty();
            // 10 is a unit without any of it; 1.3 is the JVM's need of writable code, the network, and its records.
            assertThat(MACHINE.good("systemd-analyze security --no-pager --threshold=20 gridauthz-" + name))
                    .contains("OK");
        }
    }

    @Test
    @Order(3)
    void theSetupRefusesWrongAnswersAndWritesNothing() {
        SUITE.startDatabase();
        refused(
                "is no host certificate",
                "--certificate /root/site/credentials/alice.pem --key /root/site/credentials/alice-key.pem");
        refused("is not the key of", "--key /root/site/credentials/gums-key.pem");
        refused("is not of this host", "--host elsewhere.example.org");
        refused("holds no CA certificate", "--anchors /var/empty");
        refused("does not answer", "--database jdbc:h2:tcp://127.0.0.1:9/none");
        refused("gums, saz and voms are known", "--services 'saz argus'");
        refused("a name such as", "--admin 'Jane Doe'");
        refused("a VO's name", "--vo 'Dune!'");
        refused("no quotes", "--admin '/CN=a\"b'");
        MACHINE.good("systemd-run --quiet --unit squatter /usr/lib/gridauthz/runtime/bin/java -cp"
                + " /usr/lib/gridauthz/lib/h2-2.4.240.jar org.h2.tools.Server -tcp -tcpPort 8444 -ifNotExists"
                + " -baseDir /root/squat");
        MACHINE.awaitListening(8444);
        refused("port 8444, of saz, is taken", "");
        MACHINE.good("systemctl stop squatter");
    }

    private void refused(String why, String more) {
        ClientRun ran = MACHINE.run("sh", "-c", InstalledSuite.setupLine("gums saz voms", "dune", more));
        assertThat(ran.exit()).as(ran.output()).isEqualTo(1);
        assertThat(ran.output()).containsPattern(why);
        assertThat(MACHINE.good("ls /etc/gridauthz")).isEmpty();
    }

    @Test
    @Order(4)
    void theSetupWritesSettingsThatOnlyTheServicesRead() {
        SUITE.setup("gums saz voms", "dune", "");
        assertThat(MACHINE.good("stat -c '%a %n' /etc/gridauthz/*.yaml /etc/gridauthz/*.env /etc/gridauthz/host/*"))
                .isEqualTo("""
                    640 /etc/gridauthz/gums.yaml
                    640 /etc/gridauthz/policy.yaml
                    640 /etc/gridauthz/saz.yaml
                    640 /etc/gridauthz/voms.yaml
                    600 /etc/gridauthz/gums.env
                    600 /etc/gridauthz/saz.env
                    600 /etc/gridauthz/voms.env
                    440 /etc/gridauthz/host/hostcert.pem
                    440 /etc/gridauthz/host/hostkey.pem
                    """);
        assertThat(MACHINE.good("cat /etc/gridauthz/*.yaml")).doesNotContain("secret");
        String before = MACHINE.good("md5sum /etc/gridauthz/*.*");
        SUITE.setup("gums saz voms", "dune", "");
        assertThat(MACHINE.good("md5sum /etc/gridauthz/*.*")).isEqualTo(before);
    }

    @Test
    @Order(5)
    void theSuiteDecidesMapsAndSigns() {
        SUITE.migrate();
        MACHINE.good("echo LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs | tee -a /etc/gridauthz/gums.env"
                + " /etc/gridauthz/saz.env /etc/gridauthz/voms.env");
        SUITE.start("gums", "saz", "voms");
        SUITE.found();
        assertThat(SUITE.check("--vo dune")).startsWith("GRIDAUTHZ OK");
        for (String service : new String[] {"gums", "saz", "voms"}) {
            assertThat(MACHINE.good("stat -c %U /proc/$(systemctl show -p MainPID --value gridauthz-" + service + ")"))
                    .isEqualTo("gridauthz\n");
            // The banner and the warnings of the JVM are no log lines.
            assertThat(MACHINE.good("journalctl -u gridauthz-" + service + " -o cat --no-pager | grep '^{'")
                            .lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"@timestamp\"") && line.contains("\"log\":{\"level\""));
        }
        Answered site = SUITE.askSaz();
        assertThat(SUITE.recorded("saz", site.id())).contains("\"decision\":\"" + site.decision() + "\"");
    }

    @Test
    @Order(6)
    void anUpgradeRestartsWhatRanAndKeepsTheSettings() {
        String before = MACHINE.good("md5sum /etc/gridauthz/*.*");
        Path newer = Path.of("target/newer").toAbsolutePath();
        Machine.here("rm", "-rf", newer.toString());
        Machine.here("dpkg-deb", "-R", DEB.toString(), newer.toString());
        Machine.here("sed", "-i", "s/^Version: .*/Version: 99.1/", newer + "/DEBIAN/control");
        Machine.here("dpkg-deb", "-Znone", "-b", newer.toString(), MACHINE.root() + "/root/newer.deb");
        Machine.here("rm", "-rf", newer.toString());
        String processes = MACHINE.good("systemctl show -p MainPID --value gridauthz-gums gridauthz-saz");

        MACHINE.good("systemctl disable --now gridauthz-voms");
        MACHINE.good("apt-get install -y --no-install-recommends /root/newer.deb");

        assertThat(MACHINE.good("dpkg-query -W gridauthz")).contains("99.1");
        assertThat(MACHINE.good("md5sum /etc/gridauthz/*.*")).isEqualTo(before);
        assertThat(MACHINE.good("systemctl show -p MainPID --value gridauthz-gums gridauthz-saz"))
                .isNotEqualTo(processes);
        assertThat(MACHINE.run("systemctl", "is-active", "gridauthz-voms").output())
                .startsWith("inactive");
        SUITE.awaitReady("gums");
        SUITE.awaitReady("saz");
        assertThat(SUITE.check("")).startsWith("GRIDAUTHZ OK");
    }

    @Test
    @Order(7)
    void aRollbackIsTheOlderPackageAgain() {
        MACHINE.good("systemctl disable --now gridauthz-gums");
        MACHINE.good("apt-get install -y --no-install-recommends --allow-downgrades /root/gridauthz.deb");
        assertThat(MACHINE.good("dpkg-query -W gridauthz")).doesNotContain("99.1");
        SUITE.awaitReady("saz");
        assertThat(SUITE.check("--service saz")).startsWith("GRIDAUTHZ OK");
    }

    @Test
    @Order(8)
    void aRemovalKeepsSettingsAndRecordsAndAPurgeKeepsNothing() {
        MACHINE.good("apt-get remove -y gridauthz");
        assertThat(MACHINE.run("systemctl", "is-active", "gridauthz-saz").output())
                .startsWith("inactive");
        assertThat(MACHINE.good("ls /etc/gridauthz")).contains("saz.yaml");
        assertThat(MACHINE.good("ls /var/log/gridauthz")).isNotEmpty();
        assertThat(MACHINE.run("ls", "/usr/lib/gridauthz").exit()).isNotZero();

        MACHINE.good("apt-get purge -y gridauthz");
        assertThat(MACHINE.good("find /etc /var /usr -xdev -ipath '*gridauthz*' -not -path '/var/lib/systemd/*' -not"
                        + " -path '/var/log/apt/*'"))
                .isEmpty();
    }
}
