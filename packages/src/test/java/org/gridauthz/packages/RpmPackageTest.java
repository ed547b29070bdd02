package org.gridauthz.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The .rpm, by rpm itself, into a root whose own packages it does not know: requirements are read, not resolved. */
@Tag("packages")
class RpmPackageTest {
    private static final String RPM =
            Path.of("target/gridauthz.x86_64.rpm").toAbsolutePath().toString();

    @Test
    void needsWhatRedHatSystemsHave() {
        assertThat(Machine.here("rpm", "-qp", "--requires", RPM).lines().filter(line -> !line.startsWith("rpmlib(")))
                .containsOnly("/bin/sh", "glibc", "openssl", "systemd");
        assertThat(Machine.here(
                                "rpm",
                                "-qp",
                                "--queryformat",
                                "[%{FILEUSERNAME} %{FILEMODES:perms} %{FILENAMES}\n]",
                                RPM)
                        .lines())
                .allMatch(line -> line.startsWith("root "))
                .noneMatch(line -> line.matches("\\S+ .....w..w. .*"))
                .contains(
                        "root -rwxr-xr-x /usr/lib/gridauthz/runtime/bin/java",
                        "root -rwxr-xr-x /usr/sbin/gridauthz-setup");
        assertThat(Machine.here("rpm", "-qp", "--configfiles", RPM)).isEqualTo("/etc/logrotate.d/gridauthz\n");
        assertThat(Machine.here("rpm", "-qp", "--queryformat", "%{URL}", RPM)).isEqualTo("(none)");
    }

    @Test
    void isInstalledStartedAndErased() {
        try (Machine machine = Machine.unpacked("rpm")) {
            // The scriptlets run in a chroot of rpm's; on a real machine /proc is there.
            Machine.here(
                    "unshare",
                    "--mount",
                    "--pid",
                    "--fork",
                    "sh",
                    "-euc",
                    "mount -t proc proc $0/proc; rpm --root $0 --nodeps -i " + RPM,
                    machine.root().toString());
            assertThat(machine.root().resolve("var/cache/gridauthz/gridauthz.aot"))
                    .isNotEmptyFile();
            InstalledSuite suite = new InstalledSuite(machine);
            machine.boot();
            suite.bringCredentials();
            suite.startDatabase();
            suite.setup("saz", "none", "");
            suite.migrate();
            suite.start("saz");
            assertThat(suite.check("--service saz")).startsWith("GRIDAUTHZ OK");

            machine.good("systemctl stop gridauthz-saz");
            Machine.here("rpm", "--root", machine.root().toString(), "--nodeps", "-e", "gridauthz");
            assertThat(machine.good("ls /etc/gridauthz")).contains("saz.yaml");
            assertThat(machine.run("ls", "/usr/lib/gridauthz").exit()).isNotZero();
        }
    }
}
