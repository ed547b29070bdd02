package org.gridauthz.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gridauthz.argus.PepReader;
import org.gridauthz.argus.PepRequest;
import org.gridauthz.argus.Reading;
import org.gridauthz.xacml.NotRead;
import org.gridauthz.xacml.QueryReader;
import org.gridauthz.xacml.Question;
import org.gridauthz.xacml.ReplyReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jazzer looks for bodies that make a decoder throw, hang or grow, from the recorded exchanges onwards, guided by what each
 * input covers: a process for each, for a few seconds; {@code GRIDAUTHZ_FUZZ_SECONDS} gives it longer. What it finds belongs
 * among the hostile bodies of the decoder's own test.
 */
class DecodersFuzzedTest {
    private static final Path RECORDED = Path.of("src/test/resources/org/gridauthz/xacml");

    @TempDir
    Path directory;

    /** A query or a reply in XML. */
    public static final class Xacml {
        private Xacml() {}

        /** Called by Jazzer. */
        public static void fuzzerTestOneInput(byte[] body) {
            switch (QueryReader.read(body, body.length)) {
                case QueryReader.Read read -> Objects.requireNonNull(Question.of(read.query()));
                case NotRead not -> Objects.requireNonNull(not.code());
            }
            Objects.requireNonNull(ReplyReader.read(body));
        }
    }

    /** A request in Hessian, of which the base64 is taken for granted. */
    public static final class Hessian {
        private Hessian() {}

        /** Called by Jazzer. */
        public static void fuzzerTestOneInput(byte[] value) {
            byte[] body = Base64.getEncoder().encode(value);
            switch (PepReader.read(body, body.length)) {
                case PepRequest request -> Objects.requireNonNull(Question.of(request.query()));
                case Reading.Malformed not -> Objects.requireNonNull(not.detail());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Xacml.class, Hessian.class})
    void nothingIsFound(Class<?> decoder) throws Exception {
        Path seeds = Files.createDirectory(directory.resolve("seeds"));
        int recorded = seed(seeds, decoder == Hessian.class);
        String seconds = Objects.requireNonNullElse(System.getenv("GRIDAUTHZ_FUZZ_SECONDS"), "3");
        Path log = directory.resolve("log");
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + decoder.getName(),
                        "--instrumentation_includes=org.gridauthz.**",
                        "--custom_hook_includes=org.gridauthz.**",
                        "--reproducer_path=" + directory,
                        "-artifact_prefix=" + directory + "/found-",
                        "-max_total_time=" + seconds,
                        "-max_len=16384",
                        "-timeout=10",
                        seeds.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = jazzer.waitFor(Long.parseLong(seconds) + 240, TimeUnit.SECONDS);
            assertThat(ended).as(tail(log)).isTrue();
            assertThat(jazzer.exitValue()).as(tail(log)).isZero();
            String runs = tail(log).replaceAll("(?s).*Done ([0-9]+) runs.*", "$1");
            assertThat(Integer.parseInt(runs)).as("inputs tried").isGreaterThan(recorded);
        } finally {
            jazzer.destroyForcibly();
        }
    }

    private static int seed(Path seeds, boolean hessian) throws IOException {
        int number = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(RECORDED, hessian ? "*.base64" : "*.xml")) {
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(
                        seeds.resolve("" + ++number),
                        hessian ? Base64.getMimeDecoder().decode(bytes) : bytes);
            }
        }
        assertThat(number).isPositive();
        return number;
    }

    /** With the finding, its stack and its bytes, which stand at the end. */
    private static String tail(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        return text.substring(Math.max(0, text.length() - 8000));
    }
}
