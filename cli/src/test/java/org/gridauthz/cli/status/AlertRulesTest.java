package org.gridauthz.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prometheus' own tool takes the alert rules, and they fire when they should; the Nagios plug-in speaks its protocol. */
@Tag("clients")
class AlertRulesTest {
    private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "check, rules, gridauthz.rules.yml",
        "test, rules, gridauthz.rules.test.yml",
        "check, config --syntax-only, prometheus.yml"
    })
    void prometheusTakesThem(String verb, String what, String file) throws Exception {
        ProcessBuilder promtool = new ProcessBuilder(
                "sh",
                "-c",
                "promtool " + verb + " " + what + " "
                        + DEPLOY.resolve("observability").resolve(file));
        Process process = promtool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "echo GRIDAUTHZ OK: fine; exit 0, 0, GRIDAUTHZ OK: fine",
        "echo GRIDAUTHZ CRITICAL: down; exit 2, 2, GRIDAUTHZ CRITICAL: down",
        "echo no credential >&2; exit 2, 3, GRIDAUTHZ UNKNOWN: no credential"
    })
    void thePlugInTellsCriticalFromWrongUse(String command, int exit, String said) throws Exception {
        Path fake = java.nio.file.Files.writeString(folder.resolve("gridauthz"), "#!/bin/sh\n" + command + "\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        ProcessBuilder check =
                new ProcessBuilder(DEPLOY.resolve("nagios/check_gridauthz").toString(), "--each");
        check.environment().put("GRIDAUTHZ", fake.toString());
        Process process = check.redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip())
                .isEqualTo(said);
        assertThat(process.waitFor()).isEqualTo(exit);
    }
}
