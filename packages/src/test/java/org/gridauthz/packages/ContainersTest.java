package org.gridauthz.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.packages.images.Images;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of deploy/compose, step after step: each test takes it as the one before left it. */
@Tag("packages")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTest {
    private static final Path FOLDER = Path.of("target/containers").toAbsolutePath();
    private static final Containers SUITE = new Containers(FOLDER);
    private static final String[] SERVICES = {"gums", "saz", "voms"};

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(FOLDER);
        SUITE.start();
        SUITE.settle();
    }

    @AfterAll
    static void close() {
        SUITE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gums", "saz", "voms", "cli"})
    @Order(1)
    void anImageSaysWhatItIsAndHoldsNothingElse(String name) {
        String image = "gridauthz-" + name + ":" + SUITE.version();
        assertThat(inspect(image, ".Config.User")).isEqualTo("10001:10001");
        assertThat(inspect(image, ".Created")).startsWith("1970-01-01");
        assertThat(inspect(image, "index .Config.Labels \"org.opencontainers.image.version\""))
                .isEqualTo(SUITE.version());
        assertThat(inspect(image, "json .Config.Entrypoint")).startsWith("[\"/usr/lib/gridauthz/runtime/bin/java\",");
        assertThat(inspect(image, "json .Config.Env")).doesNotContainIgnoringCase("password");

        String files = SUITE.good(
                "id=$(docker create " + image + ") && docker export $id | tar --numeric-owner -tv && docker rm $id");
        assertThat(files.lines().filter(line -> line.startsWith("-") || line.startsWith("l")))
                .as("no shell, no key, nothing that changes who one is, nothing that others write")
                .noneMatch(line -> line.matches(".*/(sh|bash|dash|busybox|su|sudo)"))
                .noneMatch(line -> line.matches(".*(\\.key|key\\.pem|\\.p12|\\.jks)"))
                .noneMatch(line -> line.matches("-(..|.....)[sS].*|-........[tT].*"))
                .noneMatch(line -> line.startsWith("-") && line.charAt(8) == 'w')
                .anyMatch(line -> line.matches("-rwxr-xr-x 0/0 .* lib/x86_64-linux-gnu/libc\\.so\\.6"))
                .anyMatch(line -> line.endsWith(" usr/share/doc/libc6/copyright"));
    }

    private static String inspect(String image, String field) {
        return SUITE.good("docker image inspect -f '{{" + field + "}}' " + image)
                .strip();
    }

    @Test
    @Order(2)
    void theSameInputGivesTheSameImages(@TempDir Path again) throws Exception {
        Images.main(new String[] {"..", again.toString(), SUITE.version()});
        for (String image : new String[] {"gums", "saz", "voms", "cli"}) {
            assertThat(again.resolve("gridauthz-" + image + ".tar"))
                    .hasSameBinaryContentAs(Path.of("target/images/gridauthz-" + image + ".tar"));
        }
    }

    @Test
    @Order(3)
    void threeServicesAndADatabaseComeUp() {
        SUITE.good("docker-compose config -q");
        SUITE.good("docker-compose up -d");
        SUITE.awaitHealthy(SERVICES);
        assertThat(SUITE.good("docker logs " + SUITE.container("gums")))
                .as("Corretto's library is found where /tmp may hold no program")
                .contains("is the first crypto provider");
    }

    @Test
    @Order(4)
    void theyDecideAndMapOverMutualTls() {
        assertThat(SUITE.ask(8444, "/api/v1/decisions")).contains("\"decision\":\"permit\"");
        assertThat(SUITE.ask(8443, "/api/v1/mappings")).contains("\"decision\":\"permit\"", "\"account\":\"dunepro\"");
        SUITE.good("timeout 5 bash -c '</dev/tcp/" + Containers.ADDRESS + "/15000'");
        // Whoever shows no certificate is not answered.
        assertThat(SUITE.run("curl -sk https://" + Containers.ADDRESS + ":8444/api/v1/decisions -d '{}'")
                        .exit())
                .isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gums", "saz", "voms"})
    @Order(5)
    void aServiceIsNobodyAndWritesNowhereElse(String service) throws IOException {
        Path process = Path.of("/proc", SUITE.of(service, ".State.Pid"));
        assertThat(Files.readAllLines(process.resolve("status")))
                .contains(
                        "Uid:\t10001\t10001\t10001\t10001",
                        "Gid:\t10001\t10001\t10001\t10001",
                        "CapEff:\t0000000000000000",
                        "CapBnd:\t0000000000000000",
                        "NoNewPrivs:\t1",
                        "Seccomp:\t2");
        assertThat(Files.readAllLines(process.resolve("mountinfo")))
                .anyMatch(line -> line.matches("\\d+ \\d+ \\S+ / / ro,.*"))
                .anyMatch(line -> line.matches(".* /tmp rw,nosuid,nodev,noexec.*"))
                .anyMatch(line -> line.matches(".* /etc/gridauthz ro,.*"));
        assertThat(SUITE.good("docker inspect " + SUITE.container(service)))
                .doesNotContain(Files.readString(FOLDER.resolve("etc/secrets/GRIDAUTHZ_DATABASE_PASSWORD"))
                        .strip());
        assertThat(SUITE.run("docker exec " + SUITE.container(service) + " sh -c true")
                        .exit())
                .isNotZero();
    }

    @Test
    @Order(6)
    void anUpgradeAndARollbackTakeAnotherImageAndKeepRecords() throws IOException {
        String older = SUITE.version();
        String id = decisionId();
        String container = SUITE.of("saz", ".Id");
        SUITE.good("docker tag gridauthz-cli:" + older + " gridauthz-cli:next && docker tag gridauthz-saz:" + older
                + " gridauthz-saz:next");

        SUITE.use("next");
        SUITE.good("docker-compose run --rm --no-deps migrate");
        SUITE.good("docker-compose up -d --no-deps saz");
        SUITE.awaitHealthy("saz");
        assertThat(SUITE.of("saz", ".Config.Image")).isEqualTo("gridauthz-saz:next");
        assertThat(SUITE.of("saz", ".Id")).isNotEqualTo(container);
        assertThat(SUITE.good("grep -rlF '\"id\":\"" + id + "\"' " + SUITE.volume("saz-records")))
                .isNotEmpty();

        SUITE.use(older);
        SUITE.good("docker-compose up -d --no-deps saz");
        SUITE.awaitHealthy("saz");
        assertThat(SUITE.of("saz", ".Config.Image")).isEqualTo("gridauthz-saz:" + older);
        assertThat(SUITE.ask(8444, "/api/v1/decisions")).contains("\"decision\":\"permit\"");
    }

    private static String decisionId() {
        String said = SUITE.ask(8444, "/api/v1/decisions");
        Matcher found = Pattern.compile("\"id\":\"([^\"]*)\"").matcher(said);
        assertThat(found.find()).as(said).isTrue();
        return found.group(1);
    }

    @Test
    @Order(7)
    void askedToStopTheyGoByThemselves() {
        SUITE.good("docker-compose stop gums saz voms");
        for (String service : SERVICES) {
            // 137 is what was killed.
            assertThat(SUITE.of(service, ".State.ExitCode")).as(service).isIn("0", "143");
            assertThat(SUITE.of(service, ".State.OOMKilled")).isEqualTo("false");
        }
    }
}
