package org.gridauthz.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.testkit.clients.ClientRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program takes the file that is rendered for it, and says no to a broken one. */
@Tag("clients")
class DeployProgramsTest {
    private static final Path RENDERED = RenderTest.SAMPLE.resolve("rendered");

    @TempDir
    Path directory;

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(RENDERED)) {
            List<Path> found =
                    files.filter(file -> file.endsWith(name)).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    /** @param command its last word is followed by the file */
    private void takes(String name, String sound, String broken, String... command) throws IOException {
        for (Path file : files(name)) {
            List<String> words = new ArrayList<>(List.of(command));
            words.add(file.toString());
            ClientRun outcome = ClientRun.of(Map.of(), words);
            assertThat(outcome.exit()).as("%s: %s", file, outcome.output()).isZero();
        }
        String text = Files.readString(files(name).getFirst());
        assertThat(text).contains(sound);
        List<String> words = new ArrayList<>(List.of(command));
        words.add(Files.writeString(directory.resolve(name), text.replace(sound, broken))
                .toString());
        assertThat(ClientRun.of(Map.of(), words).exit()).as("%s, broken", name).isNotZero();
    }

    @Test
    void haproxyTakesItsFile() throws IOException {
        takes("haproxy.cfg", "mode tcp", "mode tpc", "/usr/sbin/haproxy", "-c", "-f");
    }

    @Test
    void keepalivedTakesItsFile() throws IOException {
        takes("keepalived.conf", "interface eth0", "interface", "/usr/sbin/keepalived", "-t", "-f");
    }

    @Test
    void prometheusTakesItsFile() throws IOException {
        takes("prometheus.yml", "scheme: https", "schema: https", "promtool", "check", "config", "--syntax-only");
    }

    /** The JVM of the test stands for the host's, which need not be on this machine. */
    @Test
    void systemdTakesItsUnits() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        int units = 0;
        try (Stream<Path> files = Files.walk(RENDERED)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".service"))::iterator) {
                String unit = Files.readString(file).replace("/usr/lib/gridauthz/runtime/bin/java", java);
                String name = Objects.requireNonNull(file.getFileName()).toString();
                ClientRun outcome = verify(Files.writeString(directory.resolve(name), unit));
                assertThat(outcome.exit()).as("%s: %s", file, outcome.output()).isZero();
                String broken = unit.replace("[Service]", "[Service]\nKilSignal=SIGTERM");
                assertThat(verify(Files.writeString(directory.resolve(name), broken))
                                .exit())
                        .as("%s, broken", file)
                        .isNotZero();
                units++;
            }
        }
        assertThat(units).isGreaterThan(20);
    }

    private static ClientRun verify(Path unit) {
        return ClientRun.of(
                Map.of(), List.of("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit.toString()));
    }

    /** It asks the kernel for nothing but a namespace of its own. */
    @Test
    void nftablesTakesItsFile() throws IOException {
        takes(
                "nftables.conf",
                "policy drop",
                "policy dorp",
                "unshare",
                "--net",
                "--map-root-user",
                "/usr/sbin/nft",
                "-c",
                "-f");
    }

    @Test
    void theCheckOfTheDirectorsIsAScript() throws IOException {
        takes("gridauthz-check", "esac", "esacs", "bash", "-n");
    }
}
