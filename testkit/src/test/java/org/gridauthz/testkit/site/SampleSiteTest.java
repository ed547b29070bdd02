package org.gridauthz.testkit.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSiteTest {
    @TempDir
    Path directory;

    private static Map<String, String> contents(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> directory.relativize(file).toString(),
                            SampleSiteTest::text,
                            (a, b) -> a,
                            TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> variables(Path env) throws IOException {
        return Files.readAllLines(env).stream()
                .filter(line -> line.startsWith("export "))
                .map(line -> line.substring("export ".length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].substring(1, pair[1].length() - 1)));
    }

    @Test
    void aSecondRunKeepsEverythingAndAThirdReplacesWhatIsGone() throws IOException {
        Path env = SampleSite.make(directory, Map.of("GUMS_URL", "https://localhost:8443"));
        Map<String, String> first = contents(directory);
        SampleSite.make(directory, Map.of("GUMS_URL", "https://localhost:8443"));
        assertThat(contents(directory)).isEqualTo(first);

        Map<String, String> variables = variables(env);
        assertThat(variables)
                .containsKeys(
                        "CA_DIR",
                        "VOMSDIR",
                        "VOMSES",
                        "HOST_CERT",
                        "HOST_KEY",
                        "USER_CERT",
                        "USER_KEY",
                        "USER_PROXY",
                        "ADMIN_CERT",
                        "ADMIN_KEY")
                .containsEntry("GUMS_URL", "https://localhost:8443");
        assertThat(variables.entrySet().stream()
                        .filter(each -> !each.getKey().endsWith("_DN"))
                        .map(Map.Entry::getValue)
                        .filter(value -> value.startsWith("/")))
                .allSatisfy(value -> assertThat(Path.of(value)).exists());
        TestCredential proxy = Pem.read(List.of(), Path.of(variables.get("USER_PROXY")));
        assertThat(proxy.slashName()).isEqualTo(variables.get("USER_DN"));

        Files.delete(Path.of(variables.get("USER_CERT")));
        SampleSite.make(directory, Map.of());
        Map<String, String> third = contents(directory);
        assertThat(third.keySet()).isEqualTo(first.keySet());
        assertThat(third.get("credentials/alice-proxy.pem")).isNotEqualTo(first.get("credentials/alice-proxy.pem"));
        assertThat(third.get("credentials/bob.pem")).isEqualTo(first.get("credentials/bob.pem"));
        assertThat(third.get("credentials/ca.pem")).isEqualTo(first.get("credentials/ca.pem"));
    }

    @Test
    void aNewCaReplacesEverythingBelowIt() throws IOException {
        SampleSite.make(directory, Map.of());
        Map<String, String> first = contents(directory);
        Files.delete(directory.resolve("credentials/ca-key.pem"));
        SampleSite.make(directory, Map.of());
        Map<String, String> second = contents(directory);
        assertThat(second.get("credentials/host.pem")).isNotEqualTo(first.get("credentials/host.pem"));
        assertThat(second.get("credentials/alice-proxy.pem")).isNotEqualTo(first.get("credentials/alice-proxy.pem"));
    }
}
