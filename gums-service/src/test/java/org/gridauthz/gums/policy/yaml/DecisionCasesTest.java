package org.gridauthz.gums.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.gums.policy.Assertion;
import org.gridauthz.gums.policy.AssertionReading;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of src/test/resources/cases: a policy, a world and what is expected. They are documentation too. */
class DecisionCasesTest {
    @TestFactory
    List<DynamicTest> everyFileHolds() throws IOException, URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(getClass().getResource("/cases")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<DynamicTest> tests = files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holds(file)))
                    .toList();
            assertThat(tests).hasSizeGreaterThanOrEqualTo(9);
            return tests;
        }
    }

    private static void holds(Path file) throws IOException {
        AssertionReading reading = AssertionReader.read(Files.readString(file));
        assertThat(reading).isInstanceOf(AssertionReading.Read.class);
        AssertionReading.Read read = (AssertionReading.Read) reading;
        assertThat(read.assertions()).isNotEmpty();
        assertThat(Assertion.check(Objects.requireNonNull(read.policy()), read.world(), read.assertions()))
                .isEmpty();
    }
}
