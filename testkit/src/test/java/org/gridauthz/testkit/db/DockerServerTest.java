package org.gridauthz.testkit.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The servers that tests find, each in a JVM of its own, as the finder looks into the environment. The Docker engine and the image are made here of the unpacked
 * programs: no registry is asked.
 */
@Tag("slow")
class DockerServerTest {
    private static final String IMAGE = "gridauthz-test/mysql:9";
    private static Path engine = Path.of("");

    @BeforeAll
    static void up() throws Exception {
        engine = Files.createTempDirectory("gridauthz-docker");
        docker("up");
        docker("image");
    }

    @AfterAll
    static void down() throws Exception {
        docker("down");
    }

    private static void docker(String verb) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        MySqlPrograms.checkout()
                                .resolve("testkit/mysql/docker.sh")
                                .toString(),
                        verb,
                        engine.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        engine.resolveSibling(engine.getFileName() + ".log").toFile())
                .start();
        assertThat(script.waitFor())
                .as(Files.readString(engine.resolveSibling(engine.getFileName() + ".log")))
                .isZero();
    }

    /** What a JVM with this environment says of the server it finds. */
    private static String found(Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FoundServer.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove(MySqlServer.ENVIRONMENT);
        builder.environment().remove(DockerServer.ENVIRONMENT);
        builder.environment().putAll(environment);
        File said = Files.createTempFile("found", ".log").toFile();
        builder.redirectOutput(said).start().waitFor();
        String text = Files.readString(said.toPath(), StandardCharsets.UTF_8);
        Files.delete(said.toPath());
        return text;
    }

    @Test
    void aContainerOfTheNamedImageIsARealServerWithAllTables() throws Exception {
        assertThat(found(Map.of(
                        DockerServer.ENVIRONMENT,
                        IMAGE,
                        "DOCKER_HOST",
                        "unix://" + engine + "/docker.sock",
                        "TESTCONTAINERS_RYUK_DISABLED",
                        "true", // there is no image of it here
                        "TESTCONTAINERS_HOST_OVERRIDE",
                        "127.0.0.1")))
                .contains("found jdbc:mysql://127.0.0.1:")
                .contains("(Debian) head 0");
    }

    @Test
    void anImageWithoutAnEngineIsSaid() throws Exception {
        assertThat(found(Map.of(DockerServer.ENVIRONMENT, IMAGE, "DOCKER_HOST", "unix:///nowhere/docker.sock")))
                .contains("No Docker answers for GRIDAUTHZ_TEST_MYSQL_IMAGE=" + IMAGE);
    }

    @Test
    void onAMachineWithNothingTheMessageSaysWhatToInstall() throws Exception {
        assertThat(found(Map.of(MySqlPrograms.ENVIRONMENT, "/nowhere", "DOCKER_HOST", "unix:///nowhere/docker.sock")))
                .contains("Unpack one by testkit/mysql/unpack.sh")
                .contains("GRIDAUTHZ_TEST_MYSQL_URL=jdbc:mysql:")
                .contains("GRIDAUTHZ_TEST_MYSQL_IMAGE=mysql:9");
    }
}
