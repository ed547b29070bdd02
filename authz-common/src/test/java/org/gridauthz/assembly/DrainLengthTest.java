package org.gridauthz.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.assembly.DrainAssembly.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever stops a service waits as long as leaving may take: what is late is killed, with the calls it has. */
class DrainLengthTest {
    /** Closing what is not a connection of a caller: the pool of the database, the records. */
    private static final Duration REST = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({
        "../packages/src/units/gridauthz.service,TimeoutStopSec",
        "../cli/src/main/resources/org/gridauthz/cli/deploy/gridauthz.service.ftl,TimeoutStopSec",
        "../deploy/compose/compose.yaml,stop_grace_period"
    })
    void theLongestDrainFits(Path file, String setting) throws IOException {
        Duration phase = seconds(Path.of("src/main/resources/gridauthz-service.yaml"), "timeout-per-shutdown-phase");
        assertThat(seconds(file, setting))
                .isGreaterThanOrEqualTo(Settings.LONGEST.plus(phase).plus(REST));
    }

    private static Duration seconds(Path file, String setting) throws IOException {
        Matcher found =
                Pattern.compile(Pattern.quote(setting) + "[:=] ?(\\d+)s?\\s").matcher(Files.readString(file));
        assertThat(found.find()).as(file + " says " + setting).isTrue();
        return Duration.ofSeconds(Long.parseLong(found.group(1)));
    }

    @Test
    void aLongerOneIsRefused() {
        assertThat(new Settings(Duration.ofSeconds(5), Duration.ofSeconds(35)).deadline())
                .isEqualTo(Duration.ofSeconds(35));
        assertThatThrownBy(() -> new Settings(Duration.ofSeconds(6), Duration.ofSeconds(35)))
                .hasMessageContaining("together at most PT40S");
        assertThatThrownBy(() -> new Settings(Duration.ofSeconds(-1), Duration.ofSeconds(35)))
                .hasMessageContaining("not negative");
    }
}
