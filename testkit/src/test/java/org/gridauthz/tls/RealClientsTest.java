package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of another make: curl and openssl. */
@Tag("clients")
class RealClientsTest {
    @TempDir
    static Path directory;

    private static Site site;
    private static GridServer server;
    private static Path anchors;
    private static TestCredential alice;

    private record Run(int exit, String output) {}

    @BeforeAll
    static void start() throws Exception {
        site = new Site(directory);
        server = GridServer.start(site);
        anchors = Pem.write(directory.resolve("ca.pem"), Pem.certificates(List.of(site.ca.certificate())), "rw-r--r--");
        alice = site.person("Alice");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"0,1.2", "0,1.3", "1,1.2", "1,1.3", "2,1.2", "2,1.3", "11,1.2", "11,1.3"})
    void curlGetsInWithAProxy(int proxies, String version) throws Exception {
        Path file = alice.proxies(proxies).writeProxy(directory.resolve("proxy-" + proxies + "-" + version));
        Run run = curl(file, version);
        assertThat(run.output()).isEqualTo(alice.slashName() + (proxies > 0 ? "|proxy" : "") + "|calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void curlWithARevokedCertificateIsTurnedAway(String version) throws Exception {
        TestCredential mallory = site.person("Mallory");
        site.revoke(mallory);
        Run run = curl(mallory.proxies(1).writeProxy(directory.resolve("revoked-" + version)), version);
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).isEmpty();
        assertThat(server.counted.next()).containsExactly("CERTIFICATE_REVOKED");
    }

    @Test
    void opensslIsToldWhyByAnAlert() throws Exception {
        Run run = run(
                "",
                "openssl",
                "s_client",
                "-connect",
                "localhost:" + server.port(),
                "-CAfile",
                anchors.toString(),
                "-tls1_2");
        assertThat(run.output()).contains("alert");
        assertThat(server.counted.next()).containsExactly("CHAIN_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls1_2", "tls1_3"})
    void opensslResumesAndIsStillAlice(String version) throws Exception {
        TestCredential proxy = alice.proxies(1);
        Path file = proxy.writeProxy(directory.resolve("resume-" + version));
        Pem.write(above(file), Pem.certificates(proxy.chain().subList(1, 2)), "rw-r--r--");
        Path session = directory.resolve("session-" + version);
        Run first = sClient(file, version, "-sess_out", session.toString());
        assertThat(first.output()).contains("HTTP/1.1 200", alice.slashName() + "|proxy|calls");
        Run second = sClient(file, version, "-sess_in", session.toString());
        assertThat(second.output()).contains("Reused, ", alice.slashName() + "|proxy|calls");
    }

    private static Run curl(Path credential, String version) throws IOException, InterruptedException {
        return run(
                "",
                "curl",
                "--silent",
                "--fail",
                "--max-time",
                "20",
                "--tlsv" + version,
                "--tls-max",
                version,
                "--cacert",
                anchors.toString(),
                "--cert",
                credential.toString(),
                "--key",
                credential.toString(),
                "https://localhost:" + server.port() + "/who");
    }

    private static Run sClient(Path credential, String version, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "localhost:" + server.port(),
                "-CAfile",
                anchors.toString(),
                "-cert",
                credential.toString(),
                "-key",
                credential.toString(),
                "-cert_chain",
                above(credential).toString(),
                "-" + version,
                "-ign_eof"));
        command.addAll(List.of(more));
        return run("GET /who HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", command.toArray(new String[0]));
    }

    /** openssl takes what stands above the leaf from a file of its own. */
    private static Path above(Path credential) {
        return credential.resolveSibling(credential.getFileName() + ".above");
    }

    private static Run run(String input, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "out", "");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(!command[0].equals("curl"))
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(command[0]).isTrue();
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }
}
